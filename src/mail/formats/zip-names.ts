import { isAscii, isUtf8 } from "node:buffer";
import { crc32 } from "node:zlib";
import iconv from "iconv-lite";

const UNICODE_PATH = 0x7075;

/** Every name that a reader could show for a member, the likeliest first. */
export function memberNames(raw: Buffer, utf8: boolean, extra: Buffer): string[] {
  const names = [unicodePath(raw, extra)];
  if (isAscii(raw)) names.push(raw.toString("latin1"));
  else {
    if (utf8 || isUtf8(raw)) names.push(raw.toString("utf8"));
    if (!utf8) names.push(iconv.decode(raw, "cp437"), iconv.decode(raw, "windows-1252"));
  }
  return [...new Set(names.filter((name) => name !== null && name !== ""))] as string[];
}

function unicodePath(raw: Buffer, extra: Buffer): string | null {
  const field = extraField(extra, UNICODE_PATH);
  if (field === null || field.length < 6 || field[0] !== 1) return null;
  return field.readUInt32LE(1) === crc32(raw) ? field.toString("utf8", 5) : null;
}

/** The extra field with this id, or null. */
export function extraField(extra: Buffer, id: number): Buffer | null {
  for (let at = 0; at + 4 <= extra.length; ) {
    const length = extra.readUInt16LE(at + 2);
    if (extra.readUInt16LE(at) === id) return extra.subarray(at + 4, at + 4 + length);
    at += 4 + length;
  }
  return null;
}
