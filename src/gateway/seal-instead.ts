import type { ModifierNode } from "../contracts/policies.ts";
import { isAutomatic } from "../mail/automatic.ts";
import { stripForClearSend } from "../mail/clear-headers.ts";
import { parseHeaderBlock } from "../mail/header-block.ts";
import { readLimits } from "../mail/limits.ts";
import { applyModifiers } from "../policy/apply-modifiers.ts";
import type { NamedEffect } from "../tracking/ledger.ts";
import type { MessageRecord, RecipientRecord } from "../tracking/message-record.ts";
import { notClear } from "../tracking/not-clear.ts";
import { endOfDormant } from "./came-back.ts";
import { newDeposit } from "./new-deposit.ts";
import type { EffectPorts } from "./ports.ts";
import { connectorHeader } from "./prove-ours.ts";
import { sealMessage } from "./seal-message.ts";

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
  const { recipientId } = recipient;
  const sealId = `${messageId}.${recipientId}`;
  const stripped = applyModifiers(stripForClearSend(raw, { secretHeader: connectorHeader }), [...modifiers]);
  const copy = await sealMessage(ports, sealId, stripped, [recipientId]);
  const told: NamedEffect[] = isAutomatic(parseHeaderBlock(raw, 0, raw.length, readLimits).fields, message.envelopeFrom)
    ? []
    : [{ name: `sender-${recipientId}`, effect: { kind: "notify-sender", messageId } }];
  await ports.ledger.change({
    messageId,
    recipientId,
    state: "sealed",
    at: ports.clock.now().toISOString(),
    event: "sealed",
    detail: "It could not be sent in clear.",
    answer: words,
    reason: `${notClear} and was sealed instead.`,
    effects: [
      { name: `notify-${recipientId}`, effect: { kind: "notify-recipient", messageId, recipientId } },
      ...told,
      ...(await endOfDormant(ports, recipient)),
    ],
    deposit: newDeposit(message, { ...recipient, hideSubject: false }, copy, ports.settings),
  });
}
