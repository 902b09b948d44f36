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

/** Decodes a base64 body: clean input in one call, damaged input in every way readers do. */
export function decodeBase64(source: Buffer): Decoded {
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
