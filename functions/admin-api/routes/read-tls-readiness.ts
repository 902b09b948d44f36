import type { AdminContext } from "../../../src/context/admin.ts";
import { readinessAnswer } from "../../../src/contracts/admin-api/tls.ts";
import { type Observation, readiness } from "../../../src/tls/readiness.ts";
import { selectDeliveryPolicy } from "../../../src/tls/select-policy.ts";
import type { RecipientRecord } from "../../../src/tracking/message-record.ts";
import type { TrackedMessage } from "../../../src/tracking/message-tracking.ts";
import { jsonAnswer } from "../json-answer.ts";
import { overseers, route } from "../principal.ts";
import { tlsContextOf } from "../tls-review.ts";

/** The newest messages that are looked at. */
const mostMessages = 2_000;

/** Which partner domains could be enforced safely, and what would fail today, from what was observed. */
export const readTlsReadiness = route({
  method: "GET",
  path: "/api/tls-readiness",
  roles: overseers,
  scope: "tls:read",
  answer: readinessAnswer,
  handle: async ({ context }) => {
    const messages = await newestMessages(context);
    const seen = messages.flatMap(({ recipients }) => recipients.flatMap((one) => observed(one, context)));
    const policies = (await context.tls.repository.newest())?.policies.delivery ?? [];
    const known = await tlsContextOf(context);
    const enforcedBy = (domain: string) => {
      const anyone = `postmaster@${context.companyDomains[0] ?? context.gatewayDomain}`;
      const question = { envelopeSender: anyone, headerFrom: [anyone], recipient: `postmaster@${domain}` };
      const { policy } = selectDeliveryPolicy(policies, { ...question, receivedAt: context.clock.now() }, known);
      return policy.option === "enforced" ? policy.id : null;
    };
    return jsonAnswer(readinessAnswer, {
      since: messages.at(-1)?.message.receivedAt ?? null,
      messages: messages.length,
      domains: readiness(seen, enforcedBy),
    });
  },
});

async function newestMessages({ tracking }: AdminContext): Promise<readonly TrackedMessage[]> {
  const found: TrackedMessage[] = [];
  let cursor: string | undefined;
  do {
    const page = await tracking.list({ limit: 100, ...(cursor && { cursor }) });
    found.push(...page.messages);
    cursor = page.cursor;
  } while (cursor !== undefined && found.length < mostMessages);
  return found;
}

/** Clear mail to the outside only. */
function observed(recipient: RecipientRecord, { companyDomains }: AdminContext): Observation[] {
  const { address, state, delivery, wire, answer = "" } = recipient;
  const domain = address.slice(address.lastIndexOf("@") + 1).toLowerCase();
  if (delivery === undefined || companyDomains.includes(domain)) return [];
  const ended = state === "delivered" || state === "bounced" || state === "sealed" || state === "held";
  const tlsFailed =
    ended && state !== "delivered" && answer !== "" && delivery.tls === "require" && !/\b[45]\.[126]\.\d/.test(answer);
  return [{ domain, delivered: state === "delivered", tlsFailed, delivery, wire }];
}
