import { createHash } from "node:crypto";
import { decodeGatewayRecipient } from "../mail/gateway-recipient.ts";
import type { Arrival } from "../tracking/ledger.ts";

/** How SES names mail; what it writes into the bucket besides (a test of its rights) is named otherwise. */
export const messageIdForm = /^[A-Za-z0-9]{1,100}$/;

/** A notification that SES stored a mail. */
export type ReceivedMail = {
  readonly messageId: string;
  readonly objectKey: string;
  readonly receivedAt: string;
  readonly envelopeFrom: string;
  /** As given in RCPT TO. */
  readonly recipients: readonly string[];
  readonly virusFound: boolean;
};

/** The claimable form: encoded recipients decoded where they can be, the same mailbox only once. */
export function arrivalOf(mail: ReceivedMail, gatewayDomain: string): Arrival {
  const recipients = new Map<string, { recipientId: string; address: string }>();
  for (const given of mail.recipients) {
    const decoded = decodeGatewayRecipient(given, gatewayDomain);
    const address = decoded.address ?? given;
    const recipientId = recipientIdOf(mail.messageId, address);
    recipients.set(recipientId, { recipientId, address });
  }
  const { messageId, objectKey, receivedAt, envelopeFrom } = mail;
  return { messageId, objectKey, receivedAt, envelopeFrom, recipients: [...recipients.values()] };
}

/** How each recipient was written in RCPT TO, by recipient id. */
export function givenForms(mail: ReceivedMail, gatewayDomain: string): ReadonlyMap<string, readonly string[]> {
  return Map.groupBy(mail.recipients, (given) =>
    recipientIdOf(mail.messageId, decodeGatewayRecipient(given, gatewayDomain).address ?? given),
  );
}

/** The same for the same address of the same message, so that a repeated event finds what the first one wrote. */
export function recipientIdOf(messageId: string, address: string): string {
  return createHash("sha256").update(`${messageId}\n${address.toLowerCase()}`).digest("base64url").slice(0, 22);
}
