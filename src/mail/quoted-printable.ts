import type { Decoded } from "./base64.ts";

const EQUALS = 61;
const LF = 10;
const CR = 13;
const SPACE = 32;
const TAB = 9;

const hex = new Int8Array(256).fill(-1);
for (let digit = 0; digit < 16; digit += 1) {
  const character = digit.toString(16);
  hex[character.charCodeAt(0)] = digit;
  hex[character.toUpperCase().charCodeAt(0)] = digit;
}

/** Decodes a quoted-printable body byte by byte; a broken escape stays as it is, other readings beside it. */
export function decodeQuotedPrintable(source: Buffer): Decoded {
  if (!source.includes(EQUALS)) return { bytes: source, readings: [], damaged: false };
  const kept = decodeLoop(source, true);
  if (!kept.damaged) return { bytes: kept.bytes, readings: [], damaged: false };
  return { bytes: kept.bytes, readings: [decodeLoop(source, false).bytes, source], damaged: true };
}

function decodeLoop(source: Buffer, keepBroken: boolean): { bytes: Buffer; damaged: boolean } {
  const out = Buffer.allocUnsafe(source.length);
  let length = 0;
  let damaged = false;
  for (let index = 0; index < source.length; ) {
    const byte = source[index++] as number;
    if (byte !== EQUALS) {
      out[length++] = byte;
      continue;
    }
    if (index + 1 < source.length) {
      const first = source[index] as number;
      const second = source[index + 1] as number;
      if (first === CR && second === LF) {
        index += 2;
        continue;
      }
      const code = ((hex[first] as number) << 4) | (hex[second] as number);
      if (code >= 0) {
        out[length++] = code;
        index += 2;
        continue;
      }
    }
    const after = softBreakEnd(source, index);
    if (after > 0) index = after;
    else {
      damaged = true;
      if (keepBroken) out[length++] = byte;
    }
  }
  return { bytes: out.subarray(0, length), damaged };
}

/** Index after a soft line break (`=`, blanks, line end), or 0. */
function softBreakEnd(source: Buffer, from: number): number {
  let index = from;
  while (source[index] === SPACE || source[index] === TAB) index += 1;
  if (index >= source.length) return index;
  if (source[index] === LF) return index + 1;
  if (source[index] !== CR) return 0;
  return source[index + 1] === LF ? index + 2 : index + 1;
}
