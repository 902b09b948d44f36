import type { ModifierNode } from "../contracts/policies.ts";
import { stripForClearSend } from "../mail/clear-headers.ts";
import { applyModifiers } from "../policy/apply-modifiers.ts";
import type { MessageRecord, RecipientRecord } from "../tracking/message-record.ts";
import type { EffectPorts } from "./ports.ts";
import { connectorHeader } from "./prove-ours.ts";
import { sealMessage } from "./seal-message.ts";

const day = 24 * 60 * 60 * 1000;

/** Seals for one recipient what could not leave in clear, as a copy of its own, and tells recipient and sender. */
export async function sealInstead(
  ports: EffectPorts,
  message: MessageRecord,
  recipient: RecipientRecord,
  raw: Buffer,
  modifiers: readonly ModifierNode[],
  words: string,
): Promise<void> {
  const { messageId } = message;
  const { recipientId, address } = recipient;
  const sealId = `${messageId}.${recipientId}`;
  const stripped = applyModifiers(stripForClearSend(raw, { secretHeader: connectorHeader }), [...modifiers]);
  const view = await sealMessage(ports, sealId, stripped, [recipientId]);
  const expires = Date.parse(message.receivedAt) + ports.settings.defaultExpiryDays * day;
  await ports.ledger.change({
    messageId,
    recipientId,
    state: "sealed",
    at: ports.clock.now().toISOString(),
    event: "sealed",
    detail: "It could not be sent in clear.",
    answer: words,
    effects: [
      { name: `notify-${recipientId}`, effect: { kind: "notify-recipient", messageId, recipientId } },
      ...(message.envelopeFrom === ""
        ? []
        : [{ name: `sender-${recipientId}`, effect: { kind: "notify-sender", messageId } } as const]),
    ],
    deposit: {
      address: address.toLowerCase(),
      messageId,
      recipientId,
      sealId,
      state: "open",
      subject: view.subject,
      subjectHidden: false,
      from: message.headerFrom,
      fromName: message.headerFromName,
      sentAt: message.sentAt,
      receivedAt: message.receivedAt,
      expiresAt: new Date(expires).toISOString(),
      attachmentCount: view.attachments.filter(({ inline }) => !inline).length,
      size: message.size,
    },
  });
}
