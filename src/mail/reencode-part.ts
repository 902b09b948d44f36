import { isAscii, isUtf8 } from "node:buffer";
import type { Span } from "./leaf-spans.ts";
import type { HeaderField } from "./message.ts";
import { LONGEST_LINE } from "./ses-limits.ts";
import { decodeBody } from "./transfer-encoding.ts";

/** Whether a line is longer than mail can carry. */
export function hasLongLine(bytes: Buffer): boolean {
  for (let from = 0; from < bytes.length; ) {
    const lineEnd = bytes.indexOf(10, from);
    const end = lineEnd < 0 ? bytes.length : lineEnd;
    if (end - from > LONGEST_LINE + (bytes[end - 1] === 13 ? 1 : 0)) return true;
    from = end + 1;
  }
  return false;
}

/** Whether a body can go out as it is: lines short enough, no octet above 127. */
export function isCarriable(body: Buffer): boolean {
  return isAscii(body) && !hasLongLine(body);
}

/** A leaf with the same content in base64; header fields but the encoding keep their bytes. */
export function reencodeLeaf(raw: Buffer, span: Span): Buffer {
  const body = raw.subarray(span.start, span.end);
  const decoded = decodeBody(body, (span.content?.encoding.encodings ?? ["identity"]).slice(0, 1)).readings[0] ?? body;
  const fields = span.block?.fields ?? [];
  const kept = fields.filter(({ name }) => name !== "content-transfer-encoding").map((field) => fieldBytes(raw, field));
  const missing: string[] = [];
  if (!fields.some(({ name }) => name === "content-type")) {
    missing.push(`Content-Type: text/plain; charset=${isUtf8(decoded) ? "utf-8" : "windows-1252"}`);
  }
  if (span.headerStart === 0 && !fields.some(({ name }) => name === "mime-version")) missing.push("MIME-Version: 1.0");
  const header = [...missing, "Content-Transfer-Encoding: base64", "", ""].join("\r\n");
  return Buffer.concat([...kept, Buffer.from(header, "latin1"), wrapBase64(decoded)]);
}

function fieldBytes(raw: Buffer, { start, end }: HeaderField): Buffer {
  return Buffer.concat([raw.subarray(start, end), Buffer.from("\r\n")]);
}

function wrapBase64(bytes: Buffer): Buffer {
  return Buffer.from(bytes.toString("base64").replace(/(.{76})(?=.)/g, "$1\r\n"), "latin1");
}
