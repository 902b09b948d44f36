import { looksLikeText } from "../looks-like-text.ts";
import type { Budget, FormatFinding, Member } from "./format.ts";
import { inflateHead } from "./inflate.ts";
import { isFolder } from "./open-zip.ts";
import { openEntry } from "./zip-entry.ts";
import type { ZipEntry } from "./zip-listing.ts";

/** Members of an office file by what is done with them. */
export type OfficeParts = {
  readonly xml: readonly ZipEntry[];
  /** Files inside the file: embedded documents and messages. */
  readonly files: readonly Member[];
  /** Content of unknown form: what programs keep for themselves. */
  readonly loose: readonly ZipEntry[];
};

/** Sorts the members of an office file by their content, whatever their names. */
export function sortParts(entries: readonly ZipEntry[], budget: Budget): OfficeParts {
  const xml: ZipEntry[] = [];
  const files: Member[] = [];
  const loose: ZipEntry[] = [];
  for (const entry of entries) {
    if (isFolder(entry) || entry.data.length === 0 || entry.encrypted) continue;
    const head = isNamedXml(entry) ? null : headOf(entry);
    if (head !== null && isPicture(head) && !looksLikeText(head)) continue;
    if (head === null || isXml(head)) xml.push(entry);
    else if (isFile(entry, head)) files.push({ names: entry.names, open: () => openEntry(entry, budget) });
    else loose.push(entry);
  }
  return { xml, files, loose };
}

/** Parts that are called XML are looked at when they are read. */
function isNamedXml({ names, method, data }: ZipEntry): boolean {
  const called = names.length === 1 && /\.(?:xml|rels|vml)$/i.test(names[0] as string);
  return called && (method === 8 || isXml(data.subarray(0, 512)));
}

/** Unpacks an XML part; faults go to `found`. */
export function readEntry(entry: ZipEntry, budget: Budget, found: FormatFinding[]): Buffer {
  const { bytes, findings } = openEntry(entry, budget, true);
  found.push(...findings);
  return bytes ?? Buffer.alloc(0);
}

function headOf({ method, data, encrypted }: ZipEntry): Buffer {
  if (encrypted) return Buffer.alloc(0);
  return method === 8 ? inflateHead(data) : data.subarray(0, 512);
}

const pictureHeads = [
  "\x89PNG\r\n",
  "GIF8",
  "\xff\xd8\xff",
  "BM",
  "II*\0",
  "MM\0*",
  "\x01\0\0\0",
  "\xd7\xcd\xc6\x9a",
  "\x01\0\x09\0",
];

function isPicture(head: Buffer): boolean {
  const start = head.toString("latin1", 0, 12);
  return pictureHeads.some((mark) => start.startsWith(mark)) || /^RIFF[\s\S]{4}WEBP/.test(start);
}

/** Whether bytes begin as XML does. */
export function isXml(head: Buffer): boolean {
  const start = head
    .toString("latin1", 0, 64)
    .replace(/^(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff)/, "")
    .replaceAll("\0", "")
    .trimStart();
  return /^<[?!A-Za-z_]/.test(start) && !/^<(?:!doctype html|html[\s>])/i.test(start);
}

const fileHeads = [
  "PK\x03\x04",
  "PK\x05\x06",
  "\xd0\xcf\x11\xe0",
  "%PDF-",
  "{\\rt",
  "\x1f\x8b",
  'x\x9f>"',
  "Rar!",
  "7z\xbc\xaf",
  "BZh",
];

/** Documents and archives by their first bytes, and every readable text; macros are not among them. */
function isFile({ names, size }: ZipEntry, head: Buffer): boolean {
  if (names.some((name) => /(?:^|\/)(?:vbaProject\w*\.bin|mimetype)$/i.test(name))) return false;
  const start = head.toString("latin1", 0, 8);
  const whole = size !== null && size > head.length ? head.subarray(0, Math.max(0, head.length - 3)) : head;
  return fileHeads.some((mark) => start.startsWith(mark)) || looksLikeText(whole);
}
