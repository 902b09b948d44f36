import { decodeTexts, decodeWith } from "../charset.ts";
import { cleanText, ROW } from "../text-views.ts";
import { expandRtf } from "./compressed-rtf.ts";
import { type Budget, type FormatText, type Member, memberOf } from "./format.ts";

/** A property of a message as Outlook keeps it: id, type, value bytes; `name` where it is named by a string. */
export type MapiProperty = { readonly id: number; readonly type: number; readonly bytes: Buffer };

const STRING_8 = 0x1e;
const STRING_WIDE = 0x1f;
const BINARY = 0x102;

export const ATTACH_DATA = 0x3701;
const HTML = 0x1013;
const RTF = 0x1009;
const fileNames: readonly number[] = [0x3707, 0x3704, 0x3001];

/** Identifiers and paths that machines write: their numbers mean nothing to a reader. */
const technical = new Set([
  0x001a, 0x1035, 0x1039, 0x1042, 0x0064, 0x0075, 0x0c1e, 0x003f, 0x0040, 0x0077, 0x300b, 0x3a0c, 0x10f3, 0x370d,
  0x3708, 0x370e, 0x3712, 0x1046, 0x5902, 0x3fde,
]);

/** Whether a property holds a string. */
export function isString({ type }: Pick<MapiProperty, "type">): boolean {
  return (type & 0xfff) === STRING_8 || (type & 0xfff) === STRING_WIDE;
}

/** Readings of a string property in the charsets it may have. */
export function stringsOf({ type, bytes }: MapiProperty, charset: string): string[] {
  if ((type & 0xfff) === STRING_WIDE) return [bytes.toString("utf16le").replace(/\0+$/, "")];
  return decodeTexts(bytes, [charset]).texts.map((text) => text.replace(/\0+$/, ""));
}

/** Every text among the properties, the message's header fields last. */
export function mapiTexts(properties: readonly MapiProperty[], charset: string, place: string): FormatText[] {
  const lines: string[] = [];
  const headers: string[] = [];
  for (const property of properties) {
    if (!isString(property) || technical.has(property.id) || property.id === HTML) continue;
    const strings = stringsOf(property, charset).filter((text) => text !== "");
    if (property.id === 0x007d) headers.push(...strings.map(withoutTechnicalFields));
    else lines.push(...strings);
  }
  if (lines.length + headers.length === 0) return [];
  return [{ view: "text", text: [...lines, ...headers].map(cleanText).join(`\n${ROW}`), place }];
}

function withoutTechnicalFields(headers: string): string {
  return headers
    .replace(/\r?\n[ \t]+/g, " ")
    .split(/\r?\n/)
    .filter((line) => /^(?:from|to|cc|bcc|subject|reply-to|sender|comments|keywords)\s*:/i.test(line))
    .join("\n");
}

/** The bodies that are documents of their own: HTML and compressed RTF. */
export function mapiBodies(properties: readonly MapiProperty[], charset: string, budget: Budget): Member[] {
  const members: Member[] = [];
  for (const property of properties) {
    const { id, bytes } = property;
    if (bytes.length === 0) continue;
    if (id === HTML && property.type === BINARY) members.push(memberOf(["body.html"], bytes));
    else if (id === HTML)
      members.push(memberOf(["body.html"], Buffer.from(stringsOf(property, charset)[0] ?? "", "utf8")));
    else if (id === RTF) members.push(rtfMember(bytes, budget));
  }
  return members;
}

function rtfMember(bytes: Buffer, budget: Budget): Member {
  return {
    names: ["body.rtf"],
    open: () => {
      const expanded = expandRtf(bytes, budget.left());
      if (expanded === null) return { bytes: null, findings: [{ kind: "corrupt", detail: "compressed-rtf" }] };
      if (budget.take(expanded.length)) return { bytes: expanded, findings: [] };
      return { bytes: null, findings: [{ kind: "scan-incomplete", detail: "unpacked-bytes" }] };
    },
  };
}

/** Every name an attachment was given, the long one first. */
export function attachmentNames(properties: readonly MapiProperty[], charset: string): string[] {
  const names = fileNames.flatMap((id) =>
    properties.filter((property) => property.id === id && isString(property)).flatMap((one) => stringsOf(one, charset)),
  );
  return [...new Set(names.filter((name) => name !== ""))];
}

/** Charset of a code page number. */
export function charsetOfCodePage(codePage: number): string {
  if (codePage === 65001) return "utf-8";
  if (codePage === 1200) return "utf-16le";
  if (codePage === 28591 || codePage === 20127) return "windows-1252";
  if (codePage >= 28592 && codePage <= 28606) return `iso-8859-${codePage - 28590}`;
  if (codePage === 20866) return "koi8-r";
  if (codePage === 51932) return "euc-jp";
  if (codePage === 51949) return "euc-kr";
  return codePage > 0 ? `cp${codePage}` : "windows-1252";
}

/** Text of bytes in a code page. */
export function decodeCodePage(bytes: Buffer, codePage: number): string {
  return decodeWith(bytes, charsetOfCodePage(codePage));
}
