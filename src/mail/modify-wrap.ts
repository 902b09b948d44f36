import { createHash } from "node:crypto";
import { parseHeaderBlock } from "./header-block.ts";
import { readLimits } from "./limits.ts";
import { quotedPrintable } from "./modify-encode.ts";

/**
 * Puts the whole content, untouched, into a first part and a text into a second: for signed and encrypted mail, whose
 * bytes must stay.
 */
export function wrapWithText(raw: Buffer, text: string): Buffer {
  const block = parseHeaderBlock(raw, 0, raw.length, { ...readLimits, headerBytes: raw.length });
  const boundary = `sealgate-${createHash("sha256").update(raw).digest("hex").slice(0, 32)}`;
  const outer: Buffer[] = [];
  const inner: Buffer[] = [];
  for (const { name, start, end } of block.fields) {
    const list = name.startsWith("content-") ? inner : outer;
    if (name !== "mime-version") list.push(raw.subarray(start, end), Buffer.from("\r\n"));
  }
  const lines = text.replace(/\r\n?|\n/g, "\r\n");
  return Buffer.concat([
    ...outer,
    Buffer.from(`MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary="${boundary}"\r\n\r\n--${boundary}\r\n`),
    ...inner,
    Buffer.from("\r\n"),
    raw.subarray(block.bodyStart),
    Buffer.from(
      `\r\n--${boundary}\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Disposition: inline\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n`,
    ),
    quotedPrintable(Buffer.from(lines, "utf8")),
    Buffer.from(`\r\n--${boundary}--\r\n`),
  ]);
}
