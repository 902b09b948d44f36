import { editHeaders } from "./edit-headers.ts";
import { encodeHeaderText } from "./encoded-words.ts";
import { parseHeaderBlock } from "./header-block.ts";
import { headerText } from "./header-fields.ts";
import { readLimits } from "./limits.ts";

/** Puts a prefix before the subject, unless the subject has it already, in any case. */
export function prefixSubject(raw: Buffer, prefix: string): Buffer {
  const { fields } = parseHeaderBlock(raw, 0, raw.length, readLimits);
  const subject = headerText(fields, "subject").replace(/[\r\n]+/g, " ");
  if (subject.toLowerCase().includes(prefix.trim().toLowerCase())) return raw;
  return editHeaders(raw, { replace: { Subject: encodeHeaderText(`${prefix.trim()} ${subject}`.trim()) } });
}
