import { fileTypeFromBuffer } from "file-type";
import { type CmsContent, readCms } from "./cms.ts";
import { looksLikeText } from "./looks-like-text.ts";
import { isRightsProtected } from "./rpmsg.ts";
import { isZip, readZipDirectory, zipType } from "./zip-directory.ts";

/** What the content itself says it is. */
export type Recognised = {
  readonly type: string | null;
  /** Whether opening it needs a password. */
  readonly encrypted: boolean;
  readonly cms: CmsContent | null;
};

const LESS = 60;
const plain = { encrypted: false, cms: null };
const unrecognised: Recognised = { type: null, ...plain };

/** Recognises content by its bytes, never by its name. */
export async function recognise(bytes: Buffer): Promise<Recognised> {
  const known = recogniseUsual(bytes);
  if (known !== null) return known;
  try {
    const found = await fileTypeFromBuffer(bytes);
    return found === undefined ? unrecognised : { type: found.mime, ...plain };
  } catch {
    return unrecognised;
  }
}

/** Text and the formats that are opened here; null for what else there may be. */
export function recogniseUsual(bytes: Buffer): Recognised | null {
  if (bytes.length === 0) return { type: "text/plain", ...plain };
  const own = ownChecks(bytes);
  if (own !== null) return own;
  return looksLikeText(bytes) ? { type: textType(bytes), ...plain } : null;
}

const RIGHTS_PROTECTED = "application/x-microsoft-rpmsg-message";

const beginnings: readonly (readonly [mark: string | RegExp, type: string])[] = [
  ["%PDF-", "application/pdf"],
  [/^\s{0,64}\{\\rt/, "application/rtf"],
  ["\x78\x9f\x3e\x22", "application/vnd.ms-tnef"],
  ["\x76\xe8\x04\x60\xc4\x11\xe3\x86", RIGHTS_PROTECTED],
  ["%!PS", "application/postscript"],
  ["\x1f\x8b\x08", "application/gzip"],
  ["\x00\x05\x16\x07", "application/applefile"],
  ["\x00\x00\x00\x01Bud1", "application/x-ds-store"],
  // Archives that are not opened: what is stored in one may look like text as a whole.
  [/^BZh[1-9]1AY&SY/, "application/x-bzip2"],
  ["\xfd7zXZ\x00", "application/x-xz"],
  ["7z\xbc\xaf\x27\x1c", "application/x-7z-compressed"],
  ["Rar!\x1a\x07", "application/vnd.rar"],
  ["\x28\xb5\x2f\xfd", "application/zstd"],
];

/** First bytes of the beginnings, beside blanks and control characters. */
const firstBytes: ReadonlySet<number> = new Set(
  [..."%{xvB7R(", "\xa0", "\xfd"].map((character) => character.charCodeAt(0)),
);

function mayBeginSo(first: number): boolean {
  return first <= 32 || firstBytes.has(first);
}

function ownChecks(bytes: Buffer): Recognised | null {
  const head = bytes.toString("latin1", 0, 1_024);
  if (head.startsWith("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")) return recogniseCompound(bytes);
  if (mayBeginSo(bytes[0] as number))
    for (const [mark, type] of beginnings) {
      if (typeof mark === "string" ? !head.startsWith(mark) : !mark.test(head)) continue;
      if (type !== RIGHTS_PROTECTED || isRightsProtected(bytes)) return { type, ...plain };
    }
  if (head.startsWith("ustar", 257)) return { type: "application/x-tar", ...plain };
  if (isZip(bytes)) return recogniseZip(bytes);
  if (head.includes("%PDF-")) return { type: "application/pdf", ...plain };
  if (bytes[0] !== 0x30) return null;
  const cms = readCms(bytes);
  return cms === null ? null : { type: cmsType(cms), encrypted: false, cms };
}

function cmsType(cms: CmsContent): string {
  return cms.kind === "signed" && cms.content === null ? "application/pkcs7-signature" : "application/pkcs7-mime";
}

function recogniseZip(bytes: Buffer): Recognised {
  const directory = readZipDirectory(bytes);
  if (directory === null) return { type: "application/zip", ...plain };
  return { type: zipType(directory), encrypted: directory.encrypted, cms: null };
}

/** OLE compound files: old office formats, Outlook messages, encrypted new ones. */
function recogniseCompound(bytes: Buffer): Recognised {
  const has = (stream: string) => bytes.includes(Buffer.from(stream, "utf16le"));
  if (has("EncryptedPackage")) return { type: "application/x-ole-storage", encrypted: true, cms: null };
  if (has("__substg1.0_")) return { type: "application/vnd.ms-outlook", ...plain };
  if (has("Workbook") || has("Book")) return { type: "application/vnd.ms-excel", ...plain };
  if (has("WordDocument")) return { type: "application/msword", ...plain };
  if (has("PowerPoint Document")) return { type: "application/vnd.ms-powerpoint", ...plain };
  return { type: "application/x-ole-storage", ...plain };
}

/** Calendars and cards begin with a B, blanks and zero bytes before it. */
function mayBeginCard(first: number): boolean {
  return first <= 32 || first === 0xa0 || first === 66 || first === 98;
}

function textType(bytes: Buffer): string {
  if (!bytes.subarray(0, 2_048).includes(LESS) && !mayBeginCard(bytes[0] as number)) return "text/plain";
  const head = bytes.toString("latin1", 0, 2_048).replaceAll("\0", "").trimStart();
  if (/^BEGIN:VCALENDAR/i.test(head)) return "text/calendar";
  if (/^BEGIN:VCARD/i.test(head)) return "text/vcard";
  if (/<svg[\s>]/i.test(head)) return "image/svg+xml";
  if (/^<\?xml/i.test(head)) return "application/xml";
  if (/<(?:!doctype html|html|head|body)[\s>]/i.test(head)) return "text/html";
  return "text/plain";
}
