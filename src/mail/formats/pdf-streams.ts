import { inflate } from "./inflate.ts";
import { drawsTooMuch, type PdfForm, type PdfObjectStream } from "./pdf-forms.ts";
import { decodeXml } from "./scan-xml.ts";

/** What the streams of a PDF hold beside page text: XML (forms, metadata); `tooMuch` says why it is not interpreted. */
export type PdfStreams = { readonly xml: readonly string[]; readonly tooMuch: "pdf-streams" | "pdf-forms" | null };

const MOST_TOTAL = 67_108_864;
const MOST_XML = 16_777_216;

/** Unpacks the streams that text could come from, to know how much work they are before they are interpreted. */
export function scanPdfStreams(bytes: Buffer): PdfStreams {
  const scan = new StreamScan();
  for (let at = bytes.indexOf("stream", 0, "latin1"); at >= 0; at = bytes.indexOf("stream", at + 6, "latin1")) {
    const start = dataStart(bytes, at);
    if (start < 0) continue;
    const end = bytes.indexOf("endstream", start, "latin1");
    const data = bytes.subarray(start, end < 0 ? bytes.length : end);
    const dictionary = dictionaryBefore(bytes, at);
    at = Math.max(at, end < 0 ? bytes.length : end);
    if (isPictureOrFont(dictionary)) continue;
    if (!scan.take(dictionary, data)) return { xml: [], tooMuch: "pdf-streams" };
  }
  return { xml: scan.xml, tooMuch: drawsTooMuch(scan.forms, scan.objects, bytes) ? "pdf-forms" : null };
}

class StreamScan {
  readonly xml: string[] = [];
  readonly forms: PdfForm[] = [];
  readonly objects: PdfObjectStream[] = [];
  #left = MOST_TOTAL;
  #xmlLeft = MOST_XML;

  /** Takes one stream; false where there is more than is read. */
  take(dictionary: string, data: Buffer): boolean {
    const content = packs(data) ? inflate("zlib", data, Math.max(1, this.#left)) : { bytes: data, consumed: 0 };
    if (content.bytes === null) return content.fault !== "too-large";
    const { bytes } = content;
    this.#left -= bytes.length;
    if (this.#left <= 0) return false;
    if (/^(?:\xef\xbb\xbf)?\s{0,20}<[?a-z!]/i.test(bytes.toString("latin1", 0, 40))) this.#takeXml(bytes);
    const draws = countDraws(bytes);
    const number = /(\d{1,8})\s+\d{1,5}\s+obj/.exec(dictionary)?.[1];
    if (draws > 0 && number !== undefined) this.forms.push({ number: Number(number), dictionary, draws });
    const first = /\/First\s+(\d{1,8})/.exec(dictionary)?.[1];
    if (first !== undefined && /\/ObjStm\b/.test(dictionary))
      this.objects.push({ content: bytes.toString("latin1"), first: Number(first) });
    return true;
  }

  #takeXml(bytes: Buffer): void {
    this.#xmlLeft -= bytes.length;
    if (this.#xmlLeft > 0) this.xml.push(decodeXml(bytes));
  }
}

/** Data begins after the line end that follows the word; -1 where the word means something else. */
function dataStart(bytes: Buffer, at: number): number {
  if (bytes[at - 1] === 100) return -1;
  if (bytes[at + 6] === 13) return bytes[at + 7] === 10 ? at + 8 : at + 7;
  return bytes[at + 6] === 10 ? at + 7 : -1;
}

/** The stream's dictionary, with its object's number where it is near. */
function dictionaryBefore(bytes: Buffer, at: number): string {
  const text = bytes.toString("latin1", Math.max(0, at - 4_096), at);
  const object = text.lastIndexOf(" obj");
  return object < 0 ? text : text.slice(Math.max(0, object - 16));
}

function countDraws(bytes: Buffer): number {
  let count = 0;
  for (let at = bytes.indexOf("Do", 0, "latin1"); at >= 0; at = bytes.indexOf("Do", at + 2, "latin1")) {
    if ((bytes[at - 1] ?? 32) <= 32 && (bytes[at + 2] ?? 32) <= 32) count += 1;
  }
  return count;
}

function isPictureOrFont(dictionary: string): boolean {
  return /\/Subtype\s*\/Image\b|\/Length1\b|\/Subtype\s*\/(?:Type1C|CIDFontType0C|OpenType)\b/.test(dictionary);
}

function packs(data: Buffer): boolean {
  return data.length > 6 && ((data[0] as number) & 0x0f) === 8 && data.readUInt16BE(0) % 31 === 0;
}
