import { alreadyEncrypted } from "./already-encrypted.ts";
import { attachmentCount } from "./attachment-count.ts";
import { attachmentExtension } from "./attachment-extension.ts";
import { attachmentName } from "./attachment-name.ts";
import { attachmentPresent } from "./attachment-present.ts";
import { attachmentSize } from "./attachment-size.ts";
import { attachmentType } from "./attachment-type.ts";
import { contentFinding } from "./content-finding.ts";
import { dateRange } from "./date-range.ts";
import type { Condition } from "./define-condition.ts";
import { detector } from "./detector.ts";
import { dictionary } from "./dictionary.ts";
import { header } from "./header.ts";
import { importance } from "./importance.ts";
import { messageSize } from "./message-size.ts";
import { messageType } from "./message-type.ts";
import { passwordProtected } from "./password-protected.ts";
import { pattern } from "./pattern.ts";
import { receivedOverTls } from "./received-over-tls.ts";
import { recipientAddress } from "./recipient-address.ts";
import { recipientAttribute } from "./recipient-attribute.ts";
import { recipientCount } from "./recipient-count.ts";
import { recipientDomain } from "./recipient-domain.ts";
import { recipientGroup } from "./recipient-group.ts";
import { recipientLocation } from "./recipient-location.ts";
import { sender } from "./sender.ts";
import { senderAttribute } from "./sender-attribute.ts";
import { senderGroup } from "./sender-group.ts";
import { senderLocation } from "./sender-location.ts";
import { sensitivity } from "./sensitivity.ts";
import { sourceIp } from "./source-ip.ts";
import { subjectTrigger } from "./subject-trigger.ts";
import { unreadable } from "./unreadable.ts";
import { weeklyHours } from "./weekly-hours.ts";
import { words } from "./words.ts";

/** Every condition; a new one is a new file and a line here. */
export const conditions: readonly Condition[] = [
  recipientLocation,
  recipientDomain,
  recipientAddress,
  recipientGroup,
  recipientAttribute,
  recipientCount,
  senderLocation,
  sender,
  senderGroup,
  senderAttribute,
  sourceIp,
  receivedOverTls,
  subjectTrigger,
  words,
  pattern,
  dictionary,
  detector,
  header,
  attachmentPresent,
  attachmentCount,
  attachmentSize,
  attachmentType,
  attachmentName,
  attachmentExtension,
  passwordProtected,
  unreadable,
  contentFinding,
  alreadyEncrypted,
  messageType,
  messageSize,
  importance,
  sensitivity,
  dateRange,
  weeklyHours,
];

const byType = new Map(conditions.map((condition) => [condition.type, condition]));

/** The condition of a type, or undefined. */
export function conditionOf(type: string): Condition | undefined {
  return byType.get(type);
}
