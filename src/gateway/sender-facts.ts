import type { Language } from "../contracts/policies.ts";
import { issueSenderLink } from "../sender/access.ts";
import type { Deposit } from "../tracking/deposit.ts";
import type { MessageRecord, RecipientRecord } from "../tracking/message-record.ts";
import { referenceOf } from "../tracking/reference.ts";
import type { EffectPorts } from "./ports.ts";
import { senderTexts } from "./readers.ts";
import { isInternal } from "./settings.ts";

/** What a mail to the sender about one of a message's recipients tells; null when nobody of ours sent it. */
export async function factsForSender(
  ports: EffectPorts,
  messageId: string,
  recipientId: string,
): Promise<{ message: MessageRecord; recipient: RecipientRecord; deposit: Deposit | null; told: Told } | null> {
  const message = await ports.ledger.message(messageId);
  const recipient = (await ports.ledger.recipients(messageId)).find((each) => each.recipientId === recipientId);
  if (!message || !recipient || recipient.added === "copy" || !mayBeTold(ports, message)) return null;
  const deposit = await ports.ledger.deposit(recipient.address, messageId);
  return { message, recipient, deposit, told: { ...toldOf(ports, message, deposit), recipient: recipient.address } };
}

type Told = ReturnType<typeof toldOf> & { readonly recipient: string };

/** The lines that every mail to a sender shows; a subject that must not be shown is null. */
export function toldOf({ settings }: Pick<EffectPorts, "settings">, message: MessageRecord, deposit: Deposit | null) {
  return {
    portalName: settings.portalName,
    subject: deposit === null || deposit.subjectHidden ? null : deposit.subject,
    sentAt: message.sentAt,
    reference: referenceOf(message.messageId),
    texts: senderTexts(deposit),
  };
}

/** The language of a mail to the company's people about these recipients: the first that a profile names. */
export function languageOf(recipients: readonly Pick<RecipientRecord, "language">[]): Language {
  return recipients.find((each) => each.language !== undefined)?.language ?? "en";
}

/** Automatic mail goes to our own people only, never to the null sender. */
export function mayBeTold({ settings }: Pick<EffectPorts, "settings">, { envelopeFrom }: MessageRecord): boolean {
  return envelopeFrom !== "" && isInternal(envelopeFrom, settings);
}

/** A new link to the sender's page. */
export async function senderLink(ports: EffectPorts, messageId: string): Promise<string> {
  return `${ports.settings.portalUrl}/s/${await issueSenderLink(ports, ports.clock, messageId)}`;
}
