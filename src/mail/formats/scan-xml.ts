import { decodeWith } from "../charset.ts";

/** What a scan of XML tells: names are local names; attributes are left as they stand in the tag. */
export type XmlHandler = {
  open(name: string, tag: string): void;
  close(name: string): void;
  text(text: string): void;
  /** Takes a whole element that begins here at once: where it ends, or -1 to have it scanned. */
  take?(xml: string, at: number): number;
};

const QUOTE = 34;
const APOSTROPHE = 39;
const GREATER = 62;
const SLASH = 47;
const COLON = 58;

/** Scans the tags and texts of XML without building a tree; damaged XML is read as far as it goes. */
export function scanXml(xml: string, handler: XmlHandler): void {
  let at = 0;
  for (;;) {
    const less = xml.indexOf("<", at);
    if (less < 0) break;
    if (less > at) handler.text(decodeEntities(xml.slice(at, less)));
    const next = xml.charCodeAt(less + 1);
    if (next === 33) at = declaration(xml, less, handler);
    else if (next === 63) at = after(xml, "?>", less);
    else {
      const taken = handler.take?.(xml, less) ?? -1;
      at = taken > 0 ? taken : tag(xml, less, handler);
    }
  }
  if (at < xml.length) handler.text(decodeEntities(xml.slice(at)));
}

function after(xml: string, mark: string, from: number): number {
  const at = xml.indexOf(mark, from);
  return at < 0 ? xml.length : at + mark.length;
}

function declaration(xml: string, less: number, handler: XmlHandler): number {
  if (xml.startsWith("<![CDATA[", less)) {
    const end = after(xml, "]]>", less);
    handler.text(xml.slice(less + 9, xml.endsWith("]]>", end) ? end - 3 : end));
    return end;
  }
  if (xml.startsWith("<!--", less)) return after(xml, "-->", less + 4);
  const subset = xml.indexOf("[", less);
  const end = xml.indexOf(">", less);
  return subset >= 0 && subset < end ? after(xml, "]>", subset) : after(xml, ">", less);
}

/** Reads one tag; a ">" inside quotes does not end it. */
function tag(xml: string, less: number, handler: XmlHandler): number {
  const closing = xml.charCodeAt(less + 1) === SLASH;
  const first = closing ? less + 2 : less + 1;
  let nameStart = first;
  let nameEnd = first;
  for (; nameEnd < xml.length; nameEnd += 1) {
    const code = xml.charCodeAt(nameEnd);
    if (code <= 32 || code === GREATER || code === SLASH) break;
    if (code === COLON) nameStart = nameEnd + 1;
  }
  const name = xml.slice(nameStart, nameEnd);
  if (xml.charCodeAt(nameEnd) === GREATER) {
    if (closing) handler.close(name);
    else handler.open(name, "");
    return nameEnd + 1;
  }
  const end = tagEnd(xml, nameEnd);
  if (closing) handler.close(name);
  else {
    handler.open(name, xml.slice(nameEnd, end));
    if (xml.charCodeAt(end - 1) === SLASH) handler.close(name);
  }
  return end + 1;
}

/** Where the tag's ">" stands: nearly always the next one. */
function tagEnd(xml: string, from: number): number {
  const next = xml.indexOf(">", from);
  if (next < 0) return xml.length;
  const rest = xml.slice(from, next);
  const quote = rest.lastIndexOf('"');
  if (!rest.includes("'") && (quote < 0 || !/=\s*$/.test(rest.slice(Math.max(0, quote - 8), quote)))) return next;
  let open = 0;
  for (let at = from; at < xml.length; at += 1) {
    const code = xml.charCodeAt(at);
    if (open !== 0) {
      if (code === open) open = 0;
    } else if (code === GREATER) return at;
    else if (code === QUOTE || code === APOSTROPHE) open = code;
  }
  return xml.length;
}

const patterns = new Map<string, RegExp>();

/** The value of an attribute by its local name, or null. */
export function attribute(tagText: string, name: string): string | null {
  if (!tagText.includes(name)) return null;
  let pattern = patterns.get(name);
  if (pattern === undefined) {
    pattern = new RegExp(`(?:^|[\\s:"'])${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)')`);
    patterns.set(name, pattern);
  }
  const found = pattern.exec(tagText);
  return found === null ? null : decodeEntities((found[1] ?? found[2]) as string);
}

const named: Readonly<Record<string, string>> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" };

/** Replaces the entities of XML. */
export function decodeEntities(text: string): string {
  if (!text.includes("&")) return text;
  return text.replace(
    /&(?:#x([0-9a-f]{1,8})|#(\d{1,9})|(amp|lt|gt|quot|apos));/gi,
    (whole, hex?: string, decimal?: string, word?: string) => {
      if (word !== undefined) return named[word.toLowerCase()] ?? whole;
      const code = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16);
      return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : "";
    },
  );
}

/** Local name of the document's first element, or "" where there is none. */
export function rootName(xml: string): string {
  const head = xml.slice(0, 8_192).replace(/<!--[\s\S]*?-->/g, "");
  return /<(?:[\w.-]{1,60}:)?([\w.-]{1,60})/.exec(head)?.[1] ?? "";
}

/** Text of XML bytes in the encoding they state. */
export function decodeXml(bytes: Buffer): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return bytes.toString("utf16le", 2);
  if (bytes[0] === 0xfe && bytes[1] === 0xff)
    return Buffer.from(bytes.subarray(2, bytes.length & ~1))
      .swap16()
      .toString("utf16le");
  if (bytes[0] === 0x3c && bytes[1] === 0) return bytes.toString("utf16le");
  if (bytes[0] === 0 && bytes[1] === 0x3c)
    return Buffer.from(bytes.subarray(0, bytes.length & ~1))
      .swap16()
      .toString("utf16le");
  const stated = /^[^>]{0,100}encoding=["']([\w-]{1,40})["']/.exec(bytes.toString("latin1", 0, 200))?.[1] ?? "utf-8";
  // Some programs state UTF-16 and write UTF-8: what is in UTF-16 was told by its first bytes.
  if (/^(?:utf-?(?:8|16|32)|ucs|unicode)/i.test(stated)) return bytes.toString("utf8");
  return decodeWith(bytes, stated);
}
