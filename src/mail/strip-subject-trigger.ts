import { editHeaders } from "./edit-headers.ts";
import { encodeHeaderText } from "./encoded-words.ts";
import { parseHeaderBlock } from "./header-block.ts";
import { headerText } from "./header-fields.ts";
import { readLimits } from "./limits.ts";

/** Removes trigger words from the subject, in any case and encoding; a subject without them stays as it is. */
export function stripSubjectTrigger(raw: Buffer, triggers: readonly string[]): Buffer {
  const { fields } = parseHeaderBlock(raw, 0, raw.length, readLimits);
  const subject = headerText(fields, "subject");
  const stripped = withoutTriggers(subject, triggers);
  return stripped === null ? raw : editHeaders(raw, { replace: { Subject: encodeHeaderText(stripped) } });
}

/** The subject without its triggers, or null when it has none. */
export function withoutTriggers(subject: string, triggers: readonly string[]): string | null {
  let text = subject;
  for (const trigger of triggers) {
    if (trigger === "") continue;
    const pattern = trigger.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
    text = text.replace(new RegExp(pattern, "giu"), " ");
  }
  return text === subject ? null : text.replace(/\s+/g, " ").trim();
}
