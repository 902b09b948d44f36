import { isAscii } from "node:buffer";
import { hasLongLine } from "./reencode-part.ts";
import type { TransferEncoding } from "./transfer-encoding.ts";

/** Bytes as a body, with the name of the encoding they are in. */
export type EncodedBody = { readonly body: Buffer; readonly encoding: string | null };

/** Encodes a body as it was encoded before, or by quoted-printable where it does not fit that any more. */
export function encodeLike(bytes: Buffer, before: TransferEncoding, wasAscii: boolean): EncodedBody {
  if (before === "base64") return { body: base64Lines(bytes), encoding: "base64" };
  if (before === "quoted-printable") return { body: quotedPrintable(bytes), encoding: "quoted-printable" };
  if (!hasLongLine(bytes) && (isAscii(bytes) || !wasAscii)) return { body: bytes, encoding: null };
  return { body: quotedPrintable(bytes), encoding: "quoted-printable" };
}

/** Base64 in lines of 76 characters. */
export function base64Lines(bytes: Buffer): Buffer {
  return Buffer.from(bytes.toString("base64").replace(/(.{76})(?=.)/g, "$1\r\n"), "latin1");
}

/** Quoted-printable (RFC 2045 section 6.7) for text with line ends. */
export function quotedPrintable(bytes: Buffer): Buffer {
  const lines = bytes.toString("latin1").split(/\r\n|\n/);
  return Buffer.from(lines.map(quotedLine).join("\r\n"), "latin1");
}

function quotedLine(line: string): string {
  let out = "";
  let column = 0;
  for (let at = 0; at < line.length; at += 1) {
    const code = line.charCodeAt(at);
    const blankAtEnd = (code === 32 || code === 9) && at === line.length - 1;
    const plain = ((code >= 33 && code <= 126) || code === 32 || code === 9) && code !== 61 && !blankAtEnd;
    const piece = plain ? (line[at] as string) : `=${code.toString(16).toUpperCase().padStart(2, "0")}`;
    if (column + piece.length > 75) {
      out += "=\r\n";
      column = 0;
    }
    out += piece;
    column += piece.length;
  }
  return out;
}
