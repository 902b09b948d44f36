import { isAscii, isUtf8 } from "node:buffer";
import iconv from "iconv-lite";
import { charsetLabel, decodeWith } from "./charset.ts";
import { encodeLike } from "./modify-encode.ts";
import { type BodyPart, findBodies, type Untouchable } from "./modify-find-bodies.ts";
import { decodeBody } from "./transfer-encoding.ts";

/** What is put under (or over) a message's text. */
export type Footer = { readonly text: string; readonly html: string; readonly position: "end" | "start" };

/** The message with its footer, or the message as it was and why. */
export type Footed = { readonly raw: Buffer; readonly untouched: Untouchable | null };

/** Puts a footer into every alternative of the message's text; charset and encoding stay where they can hold it. */
export function addFooter(raw: Buffer, footer: Footer): Footed {
  const { parts, untouchable } = findBodies(raw, footer.position === "start" ? "first" : "last");
  if (untouchable !== null) return { raw, untouched: untouchable };
  const pieces: Buffer[] = [];
  let at = 0;
  for (const part of parts) {
    pieces.push(raw.subarray(at, part.headerStart), editPart(raw, part, footer));
    at = part.end;
  }
  return { raw: Buffer.concat([...pieces, raw.subarray(at)]), untouched: null };
}

type Text = { readonly bytes: Buffer; readonly charset: string | null };

function editPart(raw: Buffer, part: BodyPart, footer: Footer): Buffer {
  const body = raw.subarray(part.start, part.end);
  const encoding = part.content.encoding.encodings[0] ?? "identity";
  const bytes = decodeBody(body, [encoding]).readings[0] ?? body;
  const label = part.content.charsets[0] === undefined ? null : charsetLabel(part.content.charsets[0]);
  const edited = part.kind === "html" ? editHtml(bytes, label, footer) : editText(bytes, label, footer);
  const encoded = encodeLike(edited.bytes, encoding, isAscii(bytes));
  return Buffer.concat([headerOf(raw, part, edited.charset, encoded.encoding), encoded.body]);
}

/** Charsets in which ASCII bytes mean ASCII and nothing switches state. */
const overAscii =
  /^(?:utf-?8|us-ascii|ascii|iso-8859-\d+|latin\d|windows-\d+|koi8-[ru]|gbk|gb2312|big5|euc-(?:jp|kr))$/;

function editText(bytes: Buffer, label: string | null, { text, position }: Footer): Text {
  const lines = text.replace(/\r\n?|\n/g, "\r\n");
  const added = position === "start" ? `${lines}\r\n\r\n` : `\r\n\r\n${lines}\r\n`;
  const extra = inCharset(added, bytes, label);
  if (extra !== null) return { bytes: join(bytes, extra, position), charset: null };
  const before = readAs(bytes, label);
  return { bytes: Buffer.from(position === "start" ? added + before : before + added, "utf8"), charset: "utf-8" };
}

/** The addition in the text's own charset; null where that cannot say it. */
function inCharset(added: string, bytes: Buffer, label: string | null): Buffer | null {
  const ascii = /^[\x20-\x7e\r\n\t]*$/.test(added);
  if (label === null || label === "us-ascii" || label === "ascii") return ascii ? Buffer.from(added) : null;
  if (!overAscii.test(label)) return null;
  if (ascii) return Buffer.from(added);
  if (/^utf-?8$/.test(label)) return isUtf8(bytes) ? Buffer.from(added, "utf8") : null;
  if (!iconv.encodingExists(label)) return null;
  const encoded = iconv.encode(added, label);
  return iconv.decode(encoded, label) === added ? encoded : null;
}

function join(bytes: Buffer, extra: Buffer, position: Footer["position"]): Buffer {
  return Buffer.concat(position === "start" ? [extra, bytes] : [bytes, extra]);
}

/** Html says everything in ASCII, so it keeps its charset where ASCII is ASCII. */
function editHtml(bytes: Buffer, label: string | null, { html, position }: Footer): Text {
  const added = html.replace(/[^\x20-\x7e\r\n\t]/gu, (character) => `&#${character.codePointAt(0)};`);
  if (label === null || overAscii.test(label)) {
    return { bytes: Buffer.from(insert(bytes.toString("latin1"), added, position), "latin1"), charset: null };
  }
  return { bytes: Buffer.from(insert(readAs(bytes, label), added, position), "utf8"), charset: "utf-8" };
}

function insert(page: string, added: string, position: Footer["position"]): string {
  const lower = page.toLowerCase();
  const ends = [lower.lastIndexOf("</body"), lower.lastIndexOf("</html")].find((at) => at >= 0) ?? page.length;
  const open = /<body[^>]{0,2000}>/.exec(lower);
  const at = position === "end" ? ends : open === null ? startOfPage(lower) : open.index + open[0].length;
  return `${page.slice(0, at)}\r\n${added}\r\n${page.slice(at)}`;
}

function startOfPage(lower: string): number {
  const head = lower.indexOf("</head>");
  return head >= 0
    ? head + "</head>".length
    : (/^\s*(?:<!doctype[^>]{0,500}>)?\s*(?:<html[^>]{0,500}>)?/.exec(lower)?.[0].length ?? 0);
}

function readAs(bytes: Buffer, label: string | null): string {
  return decodeWith(bytes, label ?? (isUtf8(bytes) ? "utf-8" : "windows-1252"));
}

/** The part's header fields as they are, but for charset and encoding where these changed. */
function headerOf(
  raw: Buffer,
  { block, headerStart }: BodyPart,
  charset: string | null,
  encoding: string | null,
): Buffer {
  const lines: Buffer[] = [];
  let hasType = false;
  for (const field of block.fields) {
    if (field.name === "content-md5" || (encoding !== null && field.name === "content-transfer-encoding")) continue;
    if (field.name === "content-type") hasType = true;
    if (field.name === "content-type" && charset !== null)
      lines.push(line("Content-Type", withCharset(field.value, charset)));
    else lines.push(Buffer.concat([raw.subarray(field.start, field.end), Buffer.from("\r\n")]));
  }
  if (!hasType && charset !== null) lines.push(line("Content-Type", `text/plain; charset=${charset}`));
  if (encoding !== null) lines.push(line("Content-Transfer-Encoding", encoding));
  const needsVersion = headerStart === 0 && (charset ?? encoding) !== null;
  if (needsVersion && !block.fields.some(({ name }) => name === "mime-version"))
    lines.push(line("MIME-Version", "1.0"));
  return Buffer.concat([...lines, Buffer.from("\r\n")]);
}

function line(name: string, value: string): Buffer {
  return Buffer.from(`${name}: ${value}\r\n`, "latin1");
}

function withCharset(value: string, charset: string): string {
  const without = value.replace(/;\s*charset\*?\d*\*?\s*=\s*(?:"[^"]*"|[^;]*)/gi, "").replace(/[;\s]+$/, "");
  return `${without}; charset=${charset}`;
}
