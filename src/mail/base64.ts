/** What decoding gave; `readings` are further results that other readers would get from damaged input. */
export type Decoded = {
  readonly bytes: Buffer;
  readonly readings: readonly Buffer[];
  readonly damaged: boolean;
  /** Damaged in so many places that not every reading was made. */
  readonly hopeless?: boolean;
};

const MOST_SEGMENTS = 10_000;

const PAD = 61;
const kinds = kindTable();

/** 0 junk, 1 alphabet, 2 line end, 3 white space, 4 padding. */
function kindTable(): Uint8Array {
  const table = new Uint8Array(256);
  for (const character of "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/") {
    table[character.charCodeAt(0)] = 1;
  }
  table[10] = table[13] = 2;
  table[32] = table[9] = 3;
  table[PAD] = 4;
  return table;
}

/** Bytes of text that are decoded at a time: whole lines of the usual length, few enough to stay in the cache. */
const USUAL_LINE = 78;
const CHUNK = USUAL_LINE * 512;

/** Decodes a base64 body: clean input in one call, damaged input in every way readers do. */
export function decodeBase64(source: Buffer): Decoded {
  const regular = decodeRegular(source);
  if (regular !== null) return { bytes: regular, readings: [], damaged: false };
  const bytes = Buffer.from(source.toString("latin1"), "base64");
  let junk = 0;
  let lastAlphabet = -1;
  let firstPad = source.indexOf(PAD);
  if (firstPad < 0) firstPad = source.length;
  for (let index = 0; index < source.length; index += 1) {
    const kind = kinds[source[index] as number];
    if (kind === 1) lastAlphabet = index;
    else if (kind === 0) junk += 1;
  }
  if (junk === 0 && lastAlphabet < firstPad) return { bytes, readings: [], damaged: false };
  return damagedReadings(source, bytes);
}

/** Bytes that clean base64 decodes to, padding complete and nothing behind it; null for anything else. */
export function sizeOfCleanBase64(source: Buffer): number | null {
  let letters = 0;
  let padding = 0;
  for (let index = 0; index < source.length; index += 1) {
    const kind = kinds[source[index] as number] as number;
    if (kind === 1) letters += 1;
    else if (kind === 4) padding += 1;
    else if (kind === 0) return null;
    if (kind === 1 && padding > 0) return null;
  }
  return (letters + padding) % 4 === 0 && padding < 3 ? Math.floor((letters * 3) / 4) : null;
}

/**
 * Decodes lines of 76 characters with CRLF, as nearly all mail has them; null for anything else. The decoder passes
 * over what is not of the alphabet, so that chunks which give as many bytes as they have characters for are clean; only
 * the two characters of the URL alphabet must be looked for.
 */
function decodeRegular(source: Buffer): Buffer | null {
  if (source.length < 2 * CHUNK || source.includes(45) || source.includes(95)) return null;
  const bytes = Buffer.allocUnsafeSlow(Math.ceil((source.length * 3) / 4));
  let length = 0;
  let at = 0;
  for (; at + CHUNK <= source.length - CHUNK; at += CHUNK) {
    if (!hasUsualLines(source, at)) return null;
    const count = bytes.write(source.toString("latin1", at, at + CHUNK), length, "base64");
    if (count !== (CHUNK / USUAL_LINE) * 57) return null;
    length += count;
  }
  const rest = decodeBase64(source.subarray(at));
  return rest.damaged ? null : bytes.subarray(0, length + rest.bytes.copy(bytes, length));
}

function hasUsualLines(source: Buffer, from: number): boolean {
  for (let end = from + USUAL_LINE; end <= from + CHUNK; end += USUAL_LINE)
    if (source[end - 2] !== 13 || source[end - 1] !== 10) return false;
  return true;
}

function damagedReadings(source: Buffer, bytes: Buffer): Decoded {
  const text = source.toString("latin1");
  const strict = text.replace(/[^A-Za-z0-9+/=]+/g, "");
  const unpadded = Buffer.from(strict.replaceAll("=", ""), "base64");
  const segments = strict.split(/=+/, MOST_SEGMENTS + 1);
  const joined = Buffer.concat(segments.map((segment) => Buffer.from(segment, "base64")));
  const beforeJunk = Buffer.from(/^[A-Za-z0-9+/=\s]*/.exec(text)?.[0] ?? "", "base64");
  const urlSafe = Buffer.from(text.replace(/[^A-Za-z0-9+/_-]+/g, ""), "base64");
  const readings = [unpadded, joined, beforeJunk, urlSafe, source].filter((reading) => !reading.equals(bytes));
  return { bytes, readings, damaged: true, hopeless: segments.length > MOST_SEGMENTS };
}
