import { oneLine } from "../mail/one-line.ts";
import type { Deposit } from "../tracking/deposit.ts";
import type { MessageRecord } from "../tracking/message-record.ts";
import type { Decision } from "./decision.ts";
import type { SealedCopy } from "./seal-message.ts";
import { type GatewaySettings, isInternal } from "./settings.ts";

const day = 24 * 60 * 60 * 1000;

type Told = Pick<
  MessageRecord,
  "messageId" | "envelopeFrom" | "headerFrom" | "headerFromName" | "sentAt" | "receivedAt" | "size"
>;

/** What waits for a recipient. A header From that is not the company's names nobody: the envelope sender stands in. */
export function newDeposit(
  message: Told,
  { recipientId, address, hideSubject }: Pick<Decision, "recipientId" | "address" | "hideSubject">,
  { sealId, view }: SealedCopy,
  settings: Pick<GatewaySettings, "companyDomains" | "defaultExpiryDays">,
): Deposit {
  const { messageId, sentAt, receivedAt, size } = message;
  const own = isInternal(message.headerFrom, settings);
  return {
    address: address.toLowerCase(),
    messageId,
    recipientId,
    sealId,
    state: "open",
    subject: oneLine(view.subject).slice(0, 998),
    subjectHidden: hideSubject,
    from: own ? message.headerFrom : message.envelopeFrom,
    fromName: own ? message.headerFromName : "",
    sentAt,
    receivedAt,
    expiresAt: new Date(Date.parse(receivedAt) + settings.defaultExpiryDays * day).toISOString(),
    attachmentCount: view.attachments.filter(({ inline }) => !inline).length,
    size,
  };
}
