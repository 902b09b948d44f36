import { explainTlsAnswer, explainTlsRequest } from "../../../src/contracts/admin-api/tls.ts";
import { describeDemand } from "../../../src/tls/describe-policy.ts";
import { judgeDelivery } from "../../../src/tls/judge-delivery.ts";
import { type Candidate, selectDeliveryPolicy, selectReceiptPolicy } from "../../../src/tls/select-policy.ts";
import type { TlsPolicyFrame, TlsQuestion } from "../../../src/tls/types.ts";
import { jsonAnswer } from "../json-answer.ts";
import { overseers, route } from "../principal.ts";
import { tlsContextOf } from "../tls-review.ts";

/** Which TLS policy decides about mail from somebody to somebody, and why no other does. */
export const explainTls = route({
  method: "POST",
  path: "/api/tls-policies/explain",
  roles: overseers,
  scope: "tls:read",
  request: explainTlsRequest,
  answer: explainTlsAnswer,
  handle: async ({ input, context }) => {
    const { list, from, headerFrom, to, ip, at, kind } = input;
    const question: TlsQuestion = {
      envelopeSender: from === "" ? null : from,
      headerFrom: [headerFrom ?? from].filter((address) => address !== ""),
      recipient: to,
      sourceIp: ip ?? null,
      receivedAt: at === undefined ? context.clock.now() : new Date(at),
      kind,
    };
    const { receipt, delivery } = (await context.tls.repository.newest())?.policies ?? { receipt: [], delivery: [] };
    const known = await tlsContextOf(context);
    const answered = (policy: TlsPolicyFrame, candidates: readonly Candidate<TlsPolicyFrame>[], sentence: string) =>
      jsonAnswer(explainTlsAnswer, {
        policyId: policy.id,
        narrative: policy.narrative,
        sentence,
        candidates: candidates.map(({ policy: { id }, outcome, sentence: why }) => ({ id, outcome, sentence: why })),
      });
    if (list === "receipt") {
      const { policy, candidates } = selectReceiptPolicy(receipt, question, known);
      return answered(policy, candidates, `${describeDemand(policy)}.`);
    }
    const { policy, candidates } = selectDeliveryPolicy(delivery, question, known);
    const { sentence } = judgeDelivery(policy, { smtp: context.tls.installed.smtpRoute });
    return answered(policy, candidates, sentence);
  },
});
