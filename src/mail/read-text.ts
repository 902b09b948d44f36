import { decodeTexts } from "./charset.ts";
import { contentClassOf, extensionOf } from "./content-classes.ts";
import { contentLines, hasContentLines } from "./content-lines.ts";
import { csvCells } from "./csv-cells.ts";
import { readLinks } from "./data-links.ts";
import type { Finding } from "./findings.ts";
import { htmlText } from "./html-text.ts";
import type { MediaType, PartReading, TextView } from "./message.ts";
import { hasTextBesidePgp, isPgpEncrypted } from "./pgp.ts";
import { cleanText } from "./text-views.ts";

/** What is known of a text part before its text is read. */
export type TextSource = {
  readonly path: string;
  readonly type: MediaType;
  readonly trueType: string | null;
  readonly names: readonly string[];
  readonly charsets: readonly string[];
  /** Every reading of the transfer encoding. */
  readonly readings: readonly Buffer[];
};

const markupTypes = /(?:html|xml|enriched|richtext)$/;
const markupNames = new Set(["htm", "html", "xhtml", "shtml", "svg", "xml", "mht", "mhtml"]);
const markupInside = /<(?:!doctype|html|body|div|table|span|p|br|font|b|i|u|a|td|svg)\b[^<>]{0,2000}>/i;
const LESS = 60;
const tableNames = new Set(["csv", "tsv", "tab"]);

/** Texts of a text part in every reading: charsets, markup stored and seen, table cells, flowed and reversed lines. */
export function readText(source: TextSource): PartReading {
  const texts: TextView[] = [];
  const findings: Finding[] = [];
  const add = (view: TextView["view"], text: string) => {
    if (!texts.some((other) => other.text === text)) texts.push({ view, text });
  };
  const found = (kind: Finding["kind"], detail: string) => findings.push({ kind, part: source.path, detail });
  let charsets = source.charsets;
  for (const bytes of source.readings) {
    charsets = [...source.charsets, ...metaCharsets(bytes)];
    const decoded = decodeTexts(bytes, charsets);
    if (decoded.unknownCharset) found("unreadable", "unknown-charset");
    for (const text of decoded.texts) {
      const { tooDeep, more } = addViews(source, cleanText(text), add);
      if (tooDeep) found("too-deep", "html-nesting");
      if (more) found("scan-incomplete", "links");
    }
  }
  const first = texts[0]?.text ?? "";
  if (first.includes("-----BEGIN PGP MESSAGE-----")) {
    const encrypted = isPgpEncrypted(first);
    const detail = hasTextBesidePgp(first) ? "pgp-beside-text" : "pgp-inline";
    found(encrypted ? "already-encrypted" : "unreadable", encrypted ? detail : "pgp-message");
  }
  return { texts, findings };
}

type Add = (view: TextView["view"], text: string) => void;

/** Whether a text is nested too deep to be followed, and whether its links hold more than is read. */
type Beyond = { readonly tooDeep: boolean; readonly more: boolean };

function addViews(source: TextSource, text: string, add: Add): Beyond {
  let beyond: Beyond = { tooDeep: false, more: false };
  if (isTable(source)) add("cells", csvCells(text));
  else if (isMarkup(source, text)) beyond = addMarkup(text, add);
  else add("text", text);
  if (hasContentLines(text)) {
    const lines = contentLines(text);
    add("seen", isMarkup(source, lines) ? htmlText(lines).seen : lines);
  }
  if (source.type.parameters.has("delsp")) add("text", text.replace(/ \r?\n/g, ""));
  if (/[\u202e\u202d]/.test(text)) add("seen", reverseOverrides(text));
  return beyond;
}

function addMarkup(text: string, add: Add): Beyond {
  const { seen, inRow, hidden, tooDeep } = htmlText(text);
  add("seen", seen);
  if (inRow !== null) add("seen", inRow);
  add("stored", text);
  if (hidden !== null) add("hidden", hidden);
  const { texts, more } = readLinks(text);
  for (const inside of texts) add("seen", htmlText(inside).seen);
  return { tooDeep, more };
}

function isTable({ type, names }: TextSource): boolean {
  const declared = /^(?:text\/(?:csv|tab-separated-values|comma-separated-values)|application\/csv)$/.test(type.type);
  return declared || names.some((name) => tableNames.has(extensionOf(name)));
}

function isMarkup({ type, trueType, names }: TextSource, text: string): boolean {
  if (markupTypes.test(type.type) || (trueType !== null && markupTypes.test(trueType))) return true;
  if (names.some((name) => markupNames.has(extensionOf(name)))) return true;
  return text.includes("<") && markupInside.test(text.slice(0, 262_144));
}

/** Charset that a document states about itself. */
function metaCharsets(bytes: Buffer): string[] {
  if (!bytes.subarray(0, 4_096).includes(LESS)) return [];
  const head = bytes.toString("latin1", 0, 4_096);
  const stated =
    /<meta\b[^<>]{0,500}?charset\s{0,4}=\s{0,4}["']?([\w.:-]{1,40})|<\?xml[^<>]{0,200}encoding=["']([\w.:-]{1,40})/i.exec(
      head,
    );
  return stated === null ? [] : [stated[1] ?? stated[2] ?? ""];
}

/** Text between a right-to-left override and its end as it is shown. */
function reverseOverrides(text: string): string {
  return text.replace(/\u202e([^\u202c\r\n]*)/g, (_, inner: string) => [...inner].reverse().join(""));
}

/** Whether a part is read as text although its bytes are no known text: readers show what they are told. */
export function isDeclaredText(type: MediaType, names: readonly string[]): boolean {
  if (contentClassOf(type.type) === "text") return true;
  return names.some(
    (name) =>
      /^(?:txt|text|log|md|ini|cfg|json|eml|ics|vcf)$/.test(extensionOf(name)) ||
      tableNames.has(extensionOf(name)) ||
      markupNames.has(extensionOf(name)),
  );
}
