import type { Effect, OutboxBell } from "../tracking/outbox.ts";
import type { DeliveryEvent } from "./delivery-event.ts";
import type { EffectPorts } from "./ports.ts";

type Ports = Pick<EffectPorts, "ledger" | "keeper" | "clock">;

/**
 * A notice that comes back leaves the message sealed; the sender is told, under a name of its own for each notice. A
 * complaint ends all mail about the message to this recipient.
 */
export async function followNotice(
  { ledger, keeper, clock }: Ports,
  { messageId, recipientId }: { readonly messageId: string; readonly recipientId: string },
  { kind, at, recipients }: DeliveryEvent,
  name = `failed-${recipientId}`,
): Promise<void> {
  if (kind !== "bounced" && kind !== "rejected" && kind !== "complained") return;
  const recipient = (await ledger.recipients(messageId)).find((each) => each.recipientId === recipientId);
  if (recipient === undefined || !isAbout(recipient.address, recipients)) return;
  if (kind === "complained") {
    await ledger.note(messageId, { at, event: "complained", recipientId });
    const deposit = await keeper.find(recipient.address, messageId);
    if (deposit !== null) await keeper.stopMail(deposit, clock.now());
    return;
  }
  const detail = recipients[0]?.answer ?? kind;
  await ledger.note(messageId, { at, event: "notice-bounced", recipientId, detail });
  const effect = { kind: "notice-failed", messageId, recipientId } as const;
  await ledger.queue(messageId, [{ name, effect }], at);
}

/**
 * A complaint about a reminder, or about what expired, ends the mails about each of its messages. A reminder that comes
 * back is told to the sender of each message, who may know another way; what expired can no longer be read anyway.
 */
export async function followTelling(
  { ledger, keeper, clock, bell }: Ports & { readonly bell: OutboxBell },
  { address, about, hour }: Extract<Effect, { kind: "tell-recipient" }>,
  { kind, at, recipients }: DeliveryEvent,
): Promise<void> {
  const failed = kind === "bounced" || kind === "rejected";
  if (kind !== "complained" && !(failed && about === "reminder")) return;
  for (const deposit of await keeper.toldIn(address, about, hour)) {
    const { messageId, recipientId } = deposit;
    if (kind === "complained") {
      await ledger.note(messageId, { at, event: "complained", recipientId });
      await keeper.stopMail(deposit, clock.now());
      continue;
    }
    await ledger.note(messageId, { at, event: "notice-bounced", recipientId, detail: recipients[0]?.answer ?? kind });
    const effect = { kind: "notice-failed", messageId, recipientId } as const;
    await ledger.queue(messageId, [{ name: `failed-${hour}-${recipientId}`, effect }], at);
    await bell.ring({ messageId });
  }
}

/** The activation password may have gone to the sender in the same effect: what becomes of that mail is another story. */
function isAbout(address: string, recipients: DeliveryEvent["recipients"]): boolean {
  if (recipients.length === 0) return true;
  return recipients.some((each) => each.address.toLowerCase() === address.toLowerCase());
}
