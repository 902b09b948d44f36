import { isAscii, isUtf8 } from "node:buffer";
import iconv from "iconv-lite";

/** What the bytes of a text say in every charset that a reader could take. */
export type DecodedText = { readonly texts: readonly string[]; readonly unknownCharset: boolean };

const stateful = /^(?:utf-?7|unicode-1-1-utf-7|utf-?16|utf-?32|ucs-?2|iso-2022|hz|csiso2022|x-?imap4)/;
const unsupported = /^(?:hz|iso-2022-(?!jp)|csiso2022(?!jp)|ibm0(?:37|4|5)|cp0(?:37|4|5)|ebcdic|utf-ebcdic)/;
/** Charsets that programs of East Asia write, and readers there take, without a word. */
const undeclared = ["shift_jis", "gb18030", "big5"];
const plausibleUtf7 = /\+A[A-Za-z0-9+/]{2}/;

const plainLabel = /^[a-z0-9]+(?:-[a-z0-9]+)*$/;

/** Tidies a charset label as given: quotes, comments and stray characters removed. */
export function charsetLabel(given: string): string {
  if (plainLabel.test(given)) return given;
  return given
    .toLowerCase()
    .replace(/\(.*\)/, "")
    .replace(/^[\s"'=?]+|[\s"';?,]+$/g, "")
    .trim();
}

/** Decodes with one charset; an unknown one falls back to UTF-8, then windows-1252. */
export function decodeWith(bytes: Buffer, charset: string): string {
  return decodeKnown(bytes, charsetLabel(charset)) ?? fallback(bytes);
}

/** Decodes in every charset a reader could choose, given the labels found (likeliest first). */
export function decodeTexts(bytes: Buffer, given: readonly string[]): DecodedText {
  const labels = [...new Set(given.map(charsetLabel).filter((label) => label !== ""))];
  if (isAscii(bytes)) {
    return { texts: asciiReadings(bytes, labels), unknownCharset: labels.some((label) => unsupported.test(label)) };
  }
  const texts: string[] = [];
  const add = (text: string | null) => {
    if (text !== null && !texts.includes(text)) texts.push(text);
  };
  let known = 0;
  for (const label of labels) {
    const text = decodeKnown(bytes, label);
    if (text !== null) known += 1;
    add(text);
  }
  for (const sniffed of sniffedUnicode(bytes)) add(decodeKnown(bytes, sniffed));
  const utf8 = isUtf8(bytes);
  if (utf8) add(bytes.toString("utf8"));
  else add(fallback(bytes));
  if (!utf8 && labels.length === 0) for (const usual of undeclared) add(decodeKnown(bytes, usual));
  return { texts, unknownCharset: labels.length > known && !utf8 };
}

/** ASCII bytes say the same in every charset but those that switch by ASCII sequences. */
function asciiReadings(bytes: Buffer, labels: readonly string[]): string[] {
  const plain = bytes.toString("latin1");
  const texts = [plain];
  const add = (text: string | null) => {
    if (text !== null && !texts.includes(text)) texts.push(text);
  };
  for (const label of labels) if (stateful.test(label)) add(decodeKnown(bytes, label));
  if (plausibleUtf7.test(plain)) add(decodeKnown(bytes, "utf-7"));
  if (plain.includes("\x1b$") || plain.includes("\x1b(")) add(decodeKnown(bytes, "iso-2022-jp"));
  for (const sniffed of sniffedUnicode(bytes)) add(decodeKnown(bytes, sniffed));
  return texts;
}

/** UTF-16 and UTF-32 by byte order mark or by their many zero bytes. */
function sniffedUnicode(bytes: Buffer): string[] {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return ["utf-16le", "utf-32le"];
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return ["utf-16be"];
  if (!bytes.includes(0)) return [];
  return ["utf-16le", "utf-16be", "utf-32le", "utf-32be"];
}

function decodeKnown(bytes: Buffer, label: string): string | null {
  if (label === "utf-8" || label === "utf8") return bytes.toString("utf8");
  if (label === "us-ascii" || label === "ascii") return fallback(bytes);
  if (label === "iso-8859-1" || label === "latin1" || label === "windows-1252")
    return decodeIconv(bytes, "windows-1252");
  if (label.startsWith("unicode-1-1-utf-7") || label === "utf7") return decodeIconv(bytes, "utf-7");
  return decodeIconv(bytes, label) ?? decodeStandard(bytes, label);
}

function decodeIconv(bytes: Buffer, label: string): string | null {
  try {
    return iconv.encodingExists(label) ? iconv.decode(bytes, label) : null;
  } catch {
    return null;
  }
}

function decodeStandard(bytes: Buffer, label: string): string | null {
  try {
    return new TextDecoder(label).decode(bytes);
  } catch {
    return null;
  }
}

function fallback(bytes: Buffer): string {
  return isUtf8(bytes) ? bytes.toString("utf8") : iconv.decode(bytes, "windows-1252");
}
