import { senderNotice } from "../notifications/sender-notice.ts";
import { issueSenderLink } from "../sender/access.ts";
import { whyEncrypted } from "../sender/why.ts";
import type { MessageRecord, RecipientRecord } from "../tracking/message-record.ts";
import type { Carried } from "./effects/effect-handler.ts";
import type { EffectPorts } from "./ports.ts";
import { sendNotice } from "./send-notice.ts";
import { toldOf } from "./sender-facts.ts";

/** A message and those of its recipients of whom the sender is told. */
export type Sealed = { readonly message: MessageRecord; readonly recipients: readonly RecipientRecord[] };

/** The sealed recipients whom the sender named, of those not told of before; null where there are none. */
export async function sealedOf(
  { ledger }: Pick<EffectPorts, "ledger">,
  messageId: string,
  toldOfBefore: readonly string[] = [],
): Promise<Sealed | null> {
  const [message, all] = await Promise.all([ledger.message(messageId), ledger.recipients(messageId)]);
  const recipients = all.filter(
    ({ state, added, recipientId }) => state === "sealed" && added !== "copy" && !toldOfBefore.includes(recipientId),
  );
  return message && recipients.length > 0 ? { message, recipients } : null;
}

/** "Your message was encrypted", about one message or several parts of one; the link leads to all of `messageIds`. */
export async function tellSenderOf(
  ports: EffectPorts,
  [first, ...others]: readonly Sealed[],
  messageIds: readonly string[],
  outboxId: string,
): Promise<Carried> {
  if (first === undefined) return null;
  const parts = [first, ...others];
  const deposits = (
    await Promise.all(
      parts.flatMap(({ message, recipients }) =>
        recipients.map(({ address }) => ports.ledger.deposit(address, message.messageId)),
      ),
    )
  ).filter((each) => each !== null);
  const [deposit] = deposits;
  if (deposit === undefined) return null;
  const [messageId = first.message.messageId, ...also] = messageIds;
  const recipients = parts.flatMap((part) => part.recipients);
  const { texts, ...told } = toldOf(ports, first.message, deposit);
  const link = await issueSenderLink(ports, ports.clock, messageId, also);
  const notice = senderNotice(texts, {
    ...told,
    subject: deposits.some(({ subjectHidden }) => subjectHidden) ? null : deposit.subject,
    expiresAt: deposit.expiresAt,
    recipients: [...new Set(recipients.map(({ address }) => address))],
    reasons: whyEncrypted(recipients).map((why) =>
      typeof why === "string" ? texts.text(`why.${why}`) : texts.text("why.policy", { policy: why.policy }),
    ),
    link: `${ports.settings.portalUrl}/s/${link}`,
  });
  return sendNotice(ports, outboxId, first.message.envelopeFrom, notice, "optional");
}
