import { type TlsRow, tlsPoliciesAnswer } from "../../../src/contracts/admin-api/tls.ts";
import type { DeliveryPolicy, ReceiptPolicy } from "../../../src/contracts/tls-policies.ts";
import type { Enforcement } from "../../../src/tls/compile/company-mail.ts";
import { describePolicy } from "../../../src/tls/describe-policy.ts";
import { orderPolicies } from "../../../src/tls/order-policies.ts";
import { reviewPolicies } from "../../../src/tls/review-policies.ts";
import { statusLight } from "../../../src/tls/validity.ts";
import { jsonAnswer } from "../json-answer.ts";
import { overseers, route } from "../principal.ts";
import { surroundingsOf, told } from "../tls-review.ts";

/** The newest TLS policies in the order in which mail meets them, what is enforced where, and what differs. */
export const readTlsPolicies = route({
  method: "GET",
  path: "/api/tls-policies",
  roles: overseers,
  scope: "tls:read",
  answer: tlsPoliciesAnswer,
  handle: async ({ context }) => {
    const { repository, witness, installed } = context.tls;
    const [newest, periods, seen, around] = await Promise.all([
      repository.newest(),
      repository.periods(),
      witness.current(),
      surroundingsOf(context),
    ]);
    const { policies: _, ...published } = newest ?? { version: 0, policies: null };
    const policies = newest?.policies ?? { version: 1 as const, requireForAll: false, receipt: [], delivery: [] };
    const review = reviewPolicies(policies, around);
    const { now, timeZone } = around.company;
    const rows = (list: readonly (ReceiptPolicy | DeliveryPolicy)[]) =>
      orderPolicies(list).map(
        ({ policy, because }): TlsRow => ({
          id: policy.id,
          light: statusLight(policy, now, timeZone),
          sentence: describePolicy(policy),
          because,
          enforced: "route" in policy ? [] : sentencesFor(policy, review.enforcements),
        }),
      );
    return jsonAnswer(tlsPoliciesAnswer, {
      ...published,
      inForce: periods[0] ?? null,
      policies,
      receipt: rows(policies.receipt),
      delivery: rows(policies.delivery),
      ...told(review),
      observedAt: seen?.observedAt || null,
      drift: seen?.drift?.sentences ?? [],
      ingress: installed.ingress,
      alwaysRequired: installed.receiptTls === "require",
      smtpRoute: installed.smtpRoute,
      timeZone,
      groups: around.groups.map(({ id, name }) => ({ id, name: name ?? id })),
    });
  },
});

function sentencesFor({ id }: ReceiptPolicy, enforcements: readonly Enforcement[]): string[] {
  return enforcements.filter(({ policyId }) => policyId === id).map(({ sentence }) => sentence);
}
