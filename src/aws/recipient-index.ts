import type { MessageRecord } from "../tracking/message-record.ts";
import type { Item } from "./table-items.ts";

type Known = Pick<MessageRecord, "messageId" | "receivedAt" | "envelopeFrom"> & { readonly subject?: string };

/** The partition of the index `day` that holds a month's recipients, newest last. */
export function recipientsOf(month: string): string {
  return `TO#${month}`;
}

/** What lets message tracking find a recipient by time and, in lower case, by words. */
export function recipientIndex(message: Known, recipient: { recipientId: string; address: string }): Item {
  const { messageId, receivedAt, envelopeFrom, subject = "" } = message;
  return {
    day: recipientsOf(receivedAt.slice(0, 7)),
    day_sk: `${receivedAt}#${messageId}#${recipient.recipientId}`,
    lowFrom: envelopeFrom.toLowerCase(),
    lowTo: recipient.address.toLowerCase(),
    lowSubject: subject.toLowerCase(),
  };
}
