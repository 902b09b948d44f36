import { inflate } from "./inflate.ts";
import { decodeXml } from "./scan-xml.ts";

/** What the streams of a PDF hold beside page text: XML (forms, metadata); `tooLarge` when they unpack to too much. */
export type PdfStreams = { readonly xml: readonly string[]; readonly tooLarge: boolean };

const MOST_TOTAL = 67_108_864;
const MOST_XML = 16_777_216;

/** Unpacks the streams that text could come from, to know their size before they are interpreted. */
export function scanPdfStreams(bytes: Buffer): PdfStreams {
  const xml: string[] = [];
  let left = MOST_TOTAL;
  let xmlLeft = MOST_XML;
  for (let at = bytes.indexOf("stream", 0, "latin1"); at >= 0; at = bytes.indexOf("stream", at + 6, "latin1")) {
    const start = dataStart(bytes, at);
    if (start < 0) continue;
    const end = bytes.indexOf("endstream", start, "latin1");
    const data = bytes.subarray(start, end < 0 ? bytes.length : end);
    const dictionary = dictionaryBefore(bytes, at);
    at = Math.max(at, end < 0 ? bytes.length : end);
    if (isPictureOrFont(dictionary)) continue;
    const content = packs(data) ? inflate("zlib", data, Math.max(1, left)) : { bytes: data, consumed: data.length };
    if (content.bytes === null) {
      if (content.fault === "too-large") return { xml, tooLarge: true };
      continue;
    }
    left -= content.bytes.length;
    if (left <= 0) return { xml, tooLarge: true };
    if (!/^(?:\xef\xbb\xbf)?\s{0,20}<[?a-z!]/i.test(content.bytes.toString("latin1", 0, 40))) continue;
    xmlLeft -= content.bytes.length;
    if (xmlLeft > 0) xml.push(decodeXml(content.bytes));
  }
  return { xml, tooLarge: false };
}

/** Data begins after the line end that follows the word; -1 where the word means something else. */
function dataStart(bytes: Buffer, at: number): number {
  if (bytes[at - 1] === 100) return -1;
  if (bytes[at + 6] === 13) return bytes[at + 7] === 10 ? at + 8 : at + 7;
  return bytes[at + 6] === 10 ? at + 7 : -1;
}

function dictionaryBefore(bytes: Buffer, at: number): string {
  const text = bytes.toString("latin1", Math.max(0, at - 2_048), at);
  const object = text.lastIndexOf(" obj");
  return object < 0 ? text : text.slice(object);
}

function isPictureOrFont(dictionary: string): boolean {
  return /\/Subtype\s*\/Image\b|\/Length1\b|\/Subtype\s*\/(?:Type1C|CIDFontType0C|OpenType)\b/.test(dictionary);
}

function packs(data: Buffer): boolean {
  return data.length > 6 && ((data[0] as number) & 0x0f) === 8 && data.readUInt16BE(0) % 31 === 0;
}
