import type { EncryptionProfile } from "../contracts/policies.ts";
import { oneLine } from "../mail/one-line.ts";
import { type Deposit, type DepositRules, nextReminder } from "../tracking/deposit.ts";
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
  { recipientId, address, hideSubject, profile }: Pick<Decision, "recipientId" | "address" | "hideSubject" | "profile">,
  { sealId, view }: SealedCopy,
  settings: Pick<GatewaySettings, "companyDomains" | "defaultExpiryDays">,
): Deposit {
  const { messageId, sentAt, receivedAt, size } = message;
  const own = isInternal(message.headerFrom, settings);
  const expiryDays = profile?.expiryDays ?? settings.defaultExpiryDays;
  const expiresAt = new Date(Date.parse(receivedAt) + expiryDays * day).toISOString();
  const rules = profile && rulesFrom(profile);
  const remindAt = nextReminder({ expiresAt, ...(rules && { rules }) }, new Date(receivedAt));
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
    expiresAt,
    attachmentCount: view.attachments.filter(({ inline }) => !inline).length,
    size,
    ...(rules && { rules }),
    ...(remindAt !== null && { remindAt }),
  };
}

/** What of a profile stays with the deposit, whatever becomes of the profile. */
function rulesFrom(profile: EncryptionProfile): DepositRules {
  const { replyAllowed, replyAllAllowed, composeAllowed, readReceipts } = profile;
  const { activationPasswordTo, signIn, language, reminderDays } = profile;
  return {
    replyAllowed,
    replyAllAllowed,
    composeAllowed,
    readReceipts,
    activationPasswordTo,
    signIn,
    language,
    reminderDays,
  };
}
