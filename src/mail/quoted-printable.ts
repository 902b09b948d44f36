import type { Decoded } from "./base64.ts";

const EQUALS = 61;
const LF = 10;
const CR = 13;
const SPACE = 32;
const TAB = 9;
const SHORT_RUN = 32;
const LINE_GOES_ON = -1;
const NONE = -2;

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
  const text = source.toString("latin1");
  const out = Buffer.allocUnsafe(source.length);
  let length = 0;
  let damaged = false;
  for (let index = 0; index < source.length; ) {
    if (source[index] !== EQUALS) {
      const found = text.indexOf("=", index);
      const end = found < 0 ? source.length : found;
      length += copyRun(source, index, end, out, length);
      index = end;
      continue;
    }
    index += 1;
    const code = index + 1 < source.length ? codeOf(source[index] as number, source[index + 1] as number) : NONE;
    if (code >= 0) out[length++] = code;
    if (code !== NONE) {
      index += 2;
      continue;
    }
    const after = softBreakEnd(source, index);
    if (after > 0) index = after;
    else {
      damaged = true;
      if (keepBroken) out[length++] = EQUALS;
    }
  }
  return { bytes: out.subarray(0, length), damaged };
}

/** What two characters after an equals sign stand for: a byte, a line that goes on, or none of it. */
function codeOf(first: number, second: number): number {
  if (first === CR && second === LF) return LINE_GOES_ON;
  const code = ((hex[first] as number) << 4) | (hex[second] as number);
  return code < 0 ? NONE : code;
}

/** Copies what needs no decoding; a call costs more than a few bytes. */
function copyRun(source: Buffer, from: number, end: number, out: Buffer, at: number): number {
  if (end - from > SHORT_RUN) return source.copy(out, at, from, end);
  for (let index = from; index < end; index += 1) out[at + index - from] = source[index] as number;
  return end - from;
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
