import { decodeWith } from "./charset.ts";
import { decodeReferences } from "./html-entities.ts";

const MOST = 200;
const MOST_CHARACTERS = 4_194_304;
/** Browsers pass over line ends and tabs anywhere in a link, and over blanks in base64. */
const link = /d[\t\r\n]*a[\t\r\n]*t[\t\r\n]*a[\t\r\n]*:\s*([\w.+/-]{0,100})((?:;[^,;"'<>]{0,80}){0,6}),([^"'<>)]+)/gi;
const written = /&(?:#0*(?:58|68|97|100|116);?|#x0*(?:3a|44|61|64|74);?|colon;|tab;|newline;)/i;
const textual = /^(?:text\/.*|image\/svg\+xml|application\/(?:xhtml\+xml|xml|json)|)$/i;
const media = /^(?:image|audio|video|font)\//i;

/** What a document holds in links of its own (`data:`, RFC 2397); `more`: there is more than is read. */
export type Linked = { readonly texts: readonly string[]; readonly files: readonly Buffer[]; readonly more: boolean };

const none: Linked = { texts: [], files: [], more: false };

/** Texts and drawings, which readers show in place, and files, which they open or save; pictures and sound are neither. */
export function readLinks(html: string): Linked {
  const plain = written.test(html) ? decodeReferences(html) : html;
  if (!mayHoldLinks(plain)) return none;
  const texts: string[] = [];
  const files: Buffer[] = [];
  let left = MOST_CHARACTERS;
  for (const [, type = "", parameters = "", data = ""] of plain.matchAll(link)) {
    if (media.test(type) && !textual.test(type)) continue;
    left -= data.length;
    if (left < 0 || texts.length + files.length >= MOST) return { texts, files, more: true };
    const bytes = bytesOf(parameters, data);
    if (!textual.test(type)) files.push(bytes);
    else texts.push(decodeWith(bytes, /;\s*charset=([\w.:-]{1,40})/i.exec(parameters)?.[1] ?? "utf-8"));
  }
  return { texts, files, more: false };
}

/** Whether a colon stands where that of such a link could: behind an "a", or what browsers pass over. */
function mayHoldLinks(html: string): boolean {
  for (let at = html.indexOf(":"); at >= 0; at = html.indexOf(":", at + 1)) {
    const before = html.charCodeAt(at - 1);
    if (before === 97 || before === 65 || before === 9 || before === 10 || before === 13) return true;
  }
  return false;
}

function bytesOf(parameters: string, data: string): Buffer {
  const plain = unescaped(data);
  return Buffer.from(plain, /;\s*base64\s*$/i.test(parameters) ? "base64" : "latin1");
}

/** Percent signs undone, byte by byte. */
function unescaped(data: string): string {
  return data.replace(/%([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
}
