import { type Decision, decided } from "./decision.ts";
import { deliveryInside, deliveryOf, receiptOf, type TlsMail } from "./judge-tls.ts";
import { type GatewaySettings, isInternal } from "./settings.ts";
import type { TlsInForce } from "./tls-in-force.ts";

/** Judges how a message came for each recipient; who asked for TLS that cannot be proven gets nothing. */
export function judgeReceipts<Recipient extends { readonly recipientId: string; readonly address: string }>(
  mail: TlsMail & { readonly given?: ReadonlyMap<string, readonly string[]> },
  recipients: readonly Recipient[],
  tls: TlsInForce,
): {
  readonly refused: readonly Decision[];
  readonly accepted: readonly Recipient[];
  readonly receipts: ReadonlyMap<string, Decision["receipt"]>;
} {
  const judged = recipients.map((recipient) => {
    const { recipientId, address } = recipient;
    return { recipient, ...receiptOf(mail, address, mail.given?.get(recipientId) ?? [address], tls) };
  });
  const refused = judged.flatMap(({ recipient, record, words }) =>
    words === null ? [] : [{ ...decided(recipient, "return", record.sentence, words), receipt: record }],
  );
  return {
    refused,
    accepted: judged.filter(({ words }) => words === null).map(({ recipient }) => recipient),
    receipts: new Map(judged.map(({ recipient, record }) => [recipient.recipientId, record])),
  };
}

/** Whether the connection used TLS, which is one for all recipients: what is known for any of them holds for all. */
export function cameOverTls(receipts: readonly Decision["receipt"][]): boolean | undefined {
  const known = receipts.find((receipt) => receipt !== undefined && receipt.tls !== "unknown");
  return known === undefined ? undefined : known.tls === "yes";
}

/** Chooses the way out for everybody who gets the message in clear; where none is good enough, the fallback applies. */
export function withDelivery(
  decisions: readonly Decision[],
  mail: TlsMail,
  settings: Pick<GatewaySettings, "companyDomains">,
  tls: TlsInForce,
): Decision[] {
  return decisions.map((decision) => {
    if (isInternal(decision.address, settings)) return { ...decision, delivery: deliveryInside(tls) };
    if (decision.disposition !== "send") return decision;
    const { record, unavailable } = deliveryOf(mail, decision.address, tls);
    const chosen = { ...decision, delivery: record };
    return unavailable ? instead(chosen, record.sentence, record.fallback) : chosen;
  });
}

function instead(decision: Decision, sentence: string, fallback: "return" | "mpc" | "hold" | null): Decision {
  const reason = `${decision.reason} ${sentence}`;
  if (fallback === "mpc") return { ...decision, disposition: "encrypt", reason };
  // The sender did not name whom a policy added, so no report may.
  if (fallback === "hold" || decision.added) return { ...decision, disposition: "hold", reason };
  return { ...decision, disposition: "return", reason, answer: `5.7.10 ${sentence}` };
}
