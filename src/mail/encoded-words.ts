import { decodeBase64 } from "./base64.ts";
import { decodeWith } from "./charset.ts";

const word = /=\?([^?\s]{1,80})\?([bBqQ])\?([^?]*)\?=/g;

/** Decodes RFC 2047 encoded words wherever they stand, even broken or inside quotes. */
export function decodeEncodedWords(value: string): string {
  if (!value.includes("=?")) return value;
  const joined = value.replace(/(=\?[^?\s]{1,80}\?[bBqQ]\?[^?]*\?=)[ \t\r\n]+(?==\?)/g, "$1");
  return mergeRuns(joined);
}

/** Neighbouring words of one charset and encoding are decoded together: characters may be split between them. */
function mergeRuns(value: string): string {
  let out = "";
  let at = 0;
  let pending: { charset: string; bytes: Buffer[] } | null = null;
  const flush = () => {
    if (pending !== null) out += decodeWith(Buffer.concat(pending.bytes), pending.charset);
    pending = null;
  };
  for (const match of value.matchAll(word)) {
    const [whole, label = "", encoding = "", text = ""] = match;
    const charset = label.replace(/\*.*$/, "").toLowerCase();
    if (match.index > at) {
      flush();
      out += value.slice(at, match.index);
    }
    if (pending !== null && (pending as { charset: string }).charset !== charset) flush();
    pending ??= { charset, bytes: [] };
    pending.bytes.push(wordBytes(encoding, text));
    at = match.index + whole.length;
  }
  flush();
  return out + value.slice(at);
}

function wordBytes(encoding: string, text: string): Buffer {
  if (encoding.toLowerCase() === "b") return decodeBase64(Buffer.from(text, "latin1")).bytes;
  const spaced = text
    .replaceAll("_", " ")
    .replace(/=([0-9A-Fa-f]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  return /[\u0100-\uffff]/.test(spaced) ? Buffer.from(spaced, "utf8") : Buffer.from(spaced, "latin1");
}

/** Encodes text for an unstructured header field: as it is when printable ASCII, else RFC 2047 words, folded. */
export function encodeHeaderText(text: string): string {
  if (/^[\x20-\x7e]*$/.test(text) && !text.includes("=?") && text.length <= 900) return text;
  const words: string[] = [];
  let chunk = "";
  for (const character of text) {
    if (Buffer.byteLength(chunk + character) > 42) {
      words.push(chunk);
      chunk = "";
    }
    chunk += character;
  }
  if (chunk !== "") words.push(chunk);
  return words.map((part) => `=?UTF-8?B?${Buffer.from(part, "utf8").toString("base64")}?=`).join("\r\n ");
}
