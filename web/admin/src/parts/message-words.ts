import type { MessageRow } from "../../../../src/contracts/admin-api/messages.ts";

/** The subject, or that there is none. */
export function subjectOf({ subject }: { subject: string }): string {
  return subject.trim() === "" ? "(no subject)" : subject;
}

/** The first recipient and how many more. */
export function recipientsOf({ recipients, moreRecipients }: MessageRow): string {
  const [first, ...others] = recipients;
  if (first === undefined) return "–";
  if (others.length === 0) return first.address;
  return `${first.address} and ${moreRecipients ? `more than ${others.length}` : others.length} more`;
}
