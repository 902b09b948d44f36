import type { Ledger, NamedEffect } from "../tracking/ledger.ts";
import { isFinal, type RecipientRecord } from "../tracking/message-record.ts";
import { notClear } from "../tracking/not-clear.ts";
import type { Effect } from "../tracking/outbox.ts";
import type { EffectPorts } from "./ports.ts";

type Ports = Pick<EffectPorts, "ledger">;
type Sent = Extract<Effect, { kind: "send-clear" }>;

/** Status of a mail that did not leave because the company's own mail server refused the gateway's sign-in (RFC 4954). */
export const signInStatus = "4.7.8";

const hour = 3_600_000;
const mostDays = 5;

/**
 * A clear mail that was not delivered to a recipient. Where TLS was required for the company's sake, what the Secure
 * Delivery policy lays down happens, once; otherwise the sender gets one report with the remote words. Where a copy
 * should have been sealed before and was not (a reviewer let the mail go), a person decides again.
 */
export async function cameBack(
  ports: Ports,
  recipient: RecipientRecord,
  at: string,
  answer: string,
  sent: Sent | null = null,
): Promise<void> {
  if (isFinal(recipient.state)) return;
  const fallback = isAboutTheMailbox(answer) ? null : fallbackOf(recipient);
  if (fallback === "mpc" && (await wakeDeposit(ports, recipient, at, answer))) return;
  if (fallback === "mpc" && (await holdForTls(ports, recipient, at, answer, null))) return;
  if (fallback === "hold" && (await holdForTls(ports, recipient, at, answer, sent))) return;
  const { messageId, recipientId, added } = recipient;
  const report = { kind: "report", messageId, recipientIds: [recipientId] } as const;
  await ports.ledger.change({
    messageId,
    recipientId,
    state: "bounced",
    at,
    event: "bounced",
    detail: answer,
    answer,
    effects: [
      ...(added === "copy" ? [] : [{ name: `report-${recipientId}`, effect: report }]),
      ...(await endOfDormant(ports, recipient)),
    ],
  });
}

/** Destroys the copy that was sealed for the case that TLS could not be had. */
export async function endOfDormant(
  { ledger }: { readonly ledger: Pick<Ledger, "deposit"> },
  recipient: RecipientRecord,
): Promise<readonly NamedEffect[]> {
  if (recipient.delivery?.fallback !== "mpc") return [];
  const { messageId, recipientId, address } = recipient;
  const deposit = await ledger.deposit(address, messageId);
  if (deposit?.state !== "dormant") return [];
  const effect = { kind: "destroy-content", messageId, recipientIds: [recipientId], sealId: deposit.sealId } as const;
  return [{ name: `destroy-${recipientId}`, effect }];
}

/** Codes by which a server says, over whatever connection, that this mailbox or this message is the trouble. */
function isAboutTheMailbox(answer: string): boolean {
  return /\b[45]\.(?:1|2|6)\.\d{1,3}\b|\b5\.3\.4\b/.test(answer);
}

function fallbackOf({ delivery }: RecipientRecord) {
  return delivery?.tls === "require" && delivery.policyId !== "inside" ? delivery.fallback : null;
}

/** The deposit that was sealed before the mail was sent now becomes one that its recipient is told of. */
async function wakeDeposit({ ledger }: Ports, recipient: RecipientRecord, at: string, answer: string) {
  const { messageId, recipientId, address } = recipient;
  const deposit = await ledger.deposit(address, messageId);
  const message = await ledger.message(messageId);
  if (deposit?.state !== "dormant" || message === null) return false;
  const tellSender: NamedEffect = { name: `sender-${recipientId}`, effect: { kind: "notify-sender", messageId } };
  const { event, detail, reason } = whatFailed(answer);
  await ledger.note(messageId, { at, event, recipientId, detail: answer });
  await ledger.change({
    messageId,
    recipientId,
    state: "sealed",
    at,
    event: "sealed",
    detail,
    answer,
    reason: `${notClear}: ${reason}.`,
    deposit: { ...deposit, state: "open" },
    effects: [
      { name: `notify-${recipientId}`, effect: { kind: "notify-recipient", messageId, recipientId } },
      ...(message.automatic ? [] : [tellSender]),
    ],
  });
  return true;
}

/** Tries again after one hour, two, four… for five days; without an effect to repeat a person decides. */
async function holdForTls(
  { ledger }: Ports,
  { messageId, recipientId }: RecipientRecord,
  at: string,
  answer: string,
  sent: Sent | null,
): Promise<boolean> {
  const message = await ledger.message(messageId);
  const again = (sent?.again ?? 0) + 1;
  const next = Date.parse(at) + Math.min(2 ** (again - 1), 12) * hour;
  if (message === null || next > Date.parse(message.receivedAt) + mostDays * 24 * hour) return false;
  const notBefore = new Date(next).toISOString();
  const repeat = sent && { ...sent, recipientIds: [recipientId], again, notBefore };
  const { event, detail } = whatFailed(answer);
  await ledger.note(messageId, { at, event, recipientId, detail: answer });
  await ledger.change({
    messageId,
    recipientId,
    state: "held",
    at,
    event: "held",
    detail: `${detail.slice(0, -1)}: ${answer}.${repeat ? ` It is tried again after ${notBefore}.` : ""}`,
    answer,
    effects: repeat ? [{ name: `again-${again}-${recipientId}`, effect: repeat }] : [],
  });
  return true;
}

/** In whose words a fallback is told of: the way out failed before TLS came into question, or for want of it. */
function whatFailed(answer: string) {
  if (answer.startsWith(signInStatus) || answer.startsWith("4.4.1"))
    return {
      event: "failed",
      detail: "The company's own mail server did not take it.",
      reason: "the company's own mail server, by which a Secure Delivery policy sends it, did not take it",
    } as const;
  return {
    event: "tls-failed",
    detail: "TLS could not be had.",
    reason: "no TLS connection to the recipient's mail server, which a Secure Delivery policy requires",
  } as const;
}
