import { alreadyEncrypted } from "./already-encrypted.ts";
import { attachmentExtension } from "./attachment-extension.ts";
import { attachmentName } from "./attachment-name.ts";
import { attachmentType } from "./attachment-type.ts";
import { contentFinding } from "./content-finding.ts";
import type { Condition } from "./define-condition.ts";
import { detector } from "./detector.ts";
import { messageSize } from "./message-size.ts";
import { recipientAddress } from "./recipient-address.ts";
import { recipientDomain } from "./recipient-domain.ts";
import { recipientLocation } from "./recipient-location.ts";
import { sender } from "./sender.ts";
import { subjectTrigger } from "./subject-trigger.ts";
import { words } from "./words.ts";

/** Every condition; a new one is a new file and a line here. */
export const conditions: readonly Condition[] = [
  recipientLocation,
  recipientDomain,
  recipientAddress,
  sender,
  subjectTrigger,
  words,
  detector,
  attachmentType,
  attachmentName,
  attachmentExtension,
  contentFinding,
  alreadyEncrypted,
  messageSize,
];

/** The condition of a type, or undefined. */
export function conditionOf(type: string): Condition | undefined {
  return conditions.find((condition) => condition.type === type);
}
