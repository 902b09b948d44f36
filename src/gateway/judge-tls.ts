import type { DeliveryRecord, ReceiptRecord } from "../contracts/tls-records.ts";
import { parseAddresses } from "../mail/addresses.ts";
import { headerValues } from "../mail/header-fields.ts";
import type { ReadMessage } from "../mail/message.ts";
import { topReceived } from "../mail/received.ts";
import { judgeDelivery } from "../tls/judge-delivery.ts";
import { judgeReceipt } from "../tls/judge-receipt.ts";
import { selectDeliveryPolicy, selectReceiptPolicy } from "../tls/select-policy.ts";
import type { TlsQuestion } from "../tls/types.ts";
import { factsOf, type TlsInForce } from "./tls-in-force.ts";

/** A message as TLS policies see it. */
export type TlsMail = {
  readonly message: Pick<ReadMessage, "headers">;
  readonly envelopeFrom: string;
  readonly receivedAt: string;
};

/** How a message came for one recipient, who may have been written in several ways; `words` are for a report. */
export function receiptOf(
  mail: TlsMail,
  recipient: string,
  given: readonly string[],
  tls: TlsInForce,
): { readonly record: ReceiptRecord; readonly words: string | null } {
  const question = questionOf(mail, recipient);
  const { policy, candidates } = selectReceiptPolicy(tls.policies.receipt, question, tls.context);
  const sourceIp = question.sourceIp ?? null;
  const seen = given.map((gatewayRecipient) =>
    factsOf(tls, mail.message.headers, { gatewayRecipient, sourceIp, receivedAt: question.receivedAt }),
  );
  // One connection brought them all, but what a rule takes is said for each spelling alone.
  const { facts, proof } = seen.find((one) => one.facts.tls !== "yes") ?? seen[0] ?? unseen;
  const verdict = judgeReceipt(policy, facts);
  const record: ReceiptRecord = {
    policyId: policy.id,
    policyVersion: tls.version,
    option: policy.option,
    why: candidates[0]?.sentence ?? "",
    sentence: verdict.sentence,
    tls: facts.tls,
    ...(facts.tls === "yes" && { version: facts.least, exact: facts.exact }),
    proof,
    accepted: verdict.accepted,
  };
  return { record, words: verdict.accepted ? null : verdict.diagnostic };
}

const unseen = { facts: { tls: "unknown" }, proof: "none" } as const;

/** How a message is to leave to one recipient outside; `unavailable`: not at all, as no way there is can promise it. */
export function deliveryOf(
  mail: TlsMail,
  recipient: string,
  tls: TlsInForce,
): { readonly record: DeliveryRecord; readonly unavailable: boolean } {
  const { policy, candidates } = selectDeliveryPolicy(tls.policies.delivery, questionOf(mail, recipient), tls.context);
  const plan = judgeDelivery(policy, tls.routes);
  const chosen = {
    policyId: policy.id,
    policyVersion: tls.version,
    option: policy.option,
    why: candidates[0]?.sentence ?? "",
    sentence: plan.sentence,
  };
  if (plan.act === "send") {
    const { route, tls: demand, minimumTls, certificate, fallback } = plan;
    return { record: { ...chosen, route, tls: demand, minimumTls, certificate, fallback }, unavailable: false };
  }
  const { route, minimumTls, certificate } = policy;
  const asked = { route, tls: "require", minimumTls, certificate, fallback: plan.fallback } as const;
  return { record: { ...chosen, ...asked }, unavailable: true };
}

/** Our own people get their mail over required TLS, whatever policies say: it must not leave the company's hands. */
export function deliveryInside({ version }: TlsInForce): DeliveryRecord {
  return {
    policyId: "inside",
    policyVersion: version,
    option: "enforced",
    why: "The recipient is the company's own.",
    sentence:
      "TLS is required, of the version that Amazon SES chooses; where it cannot be had, the message is returned.",
    route: "ses",
    tls: "require",
    minimumTls: null,
    certificate: "any",
    fallback: "return",
  };
}

function questionOf({ message, envelopeFrom, receivedAt }: TlsMail, recipient: string): TlsQuestion {
  return {
    envelopeSender: envelopeFrom === "" ? null : envelopeFrom,
    headerFrom: headerValues(message.headers, "from").flatMap((value) =>
      parseAddresses(value).map((one) => one.address),
    ),
    recipient,
    sourceIp: topReceived(message.headers)?.sourceIp ?? null,
    receivedAt: new Date(receivedAt),
  };
}
