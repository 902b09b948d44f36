import type { MessageRow } from "../../../../src/contracts/admin-api/messages.ts";

/** The subject, or that there is none. */
export function subjectOf({ subject }: { subject: string }): string {
  return subject.trim() === "" ? "(no subject)" : subject;
}

/** What stands after the first recipient's address. */
export function othersOf({ recipients, moreRecipients }: MessageRow): string {
  const others = recipients.length - 1;
  if (others < 1) return "";
  return ` and ${moreRecipients ? `more than ${others}` : others} more`;
}
