import { inflate } from "./formats/inflate.ts";
import { findZipEnd } from "./formats/zip-end.ts";

const MEGABYTE = 1_048_576;

/** First characters, in base64, of files that hold text: zip, old office, PDF, RTF, gzip, 7z, RAR. */
const beginnings = ["UEsDB", "0M8R4KGx", "JVBERi0", "e1xydGY", "H4sIA", "N3q8ryc", "UmFyIRo"];
const packed = new RegExp(`(?:${beginnings.join("|")})(?:[A-Za-z0-9+/=]|\\\\[nr/]|\\r?\\n[ \\t>|*]{0,10}){20,}`, "g");
/** Their ends: ordinary text has none, and short pieces are looked for at next to no cost. */
const telling = beginnings.map((beginning) => beginning.slice(-5));

/** Documents and archives that stand in a text in base64, as in scripts, links and data of programs; whole ones alone. */
export function packedInText(text: string, most: number): Buffer[] {
  if (!telling.some((piece) => text.includes(piece))) return [];
  const files: Buffer[] = [];
  for (const [found] of text.matchAll(packed)) {
    if (files.length >= most) break;
    const bytes = Buffer.from(found.replace(/\\[nr]|[\\\s>|*]/g, ""), "base64");
    if (isWhole(bytes)) files.push(bytes);
  }
  return files;
}

/** What merely begins like a file closes no message. */
function isWhole(bytes: Buffer): boolean {
  const start = bytes.toString("latin1", 0, 5);
  if (start.startsWith("PK")) return findZipEnd(bytes) !== null;
  if (start.startsWith("\x1f\x8b")) {
    const unpacked = inflate("gzip", bytes, MEGABYTE);
    return unpacked.bytes !== null || unpacked.fault === "too-large";
  }
  if (start === "%PDF-") return bytes.includes("%%EOF");
  return start === "{\\rtf" || bytes.length >= (start.startsWith("\xd0\xcf") ? 512 : 32);
}
