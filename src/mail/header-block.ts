import { isUtf8 } from "node:buffer";
import type { ReadLimits } from "./limits.ts";
import type { HeaderField } from "./message.ts";

/** Oddities of a header section that readers may treat differently. */
export type HeaderMark =
  | "bare-carriage-return"
  | "blank-continuation"
  | "space-before-colon"
  | "line-without-colon"
  | "nul-in-header"
  | "leading-continuation"
  | "header-budget";

/** A header section: its fields, where the body begins, and what was odd. */
export type HeaderBlock = {
  readonly fields: readonly HeaderField[];
  readonly bodyStart: number;
  readonly marks: ReadonlySet<HeaderMark>;
  /** Where the first line that is no field begins: some readers take the body to begin there. */
  readonly strayStart: number | null;
};

const LF = 10;
const CR = 13;

const foldedLineEnd = /\r{0,4}\n(?=[ \t])|\r(?=[ \t])/g;

/** Names as nearly all fields have them, which need no closer look. */
const usualNames: ReadonlyMap<string, string> = new Map(
  [
    "From",
    "To",
    "Cc",
    "Subject",
    "Date",
    "Message-ID",
    "Message-Id",
    "MIME-Version",
    "Mime-Version",
    "Content-Type",
    "Content-Transfer-Encoding",
    "Content-Disposition",
    "Content-ID",
    "Content-Id",
    "Content-Description",
    "Received",
    "References",
    "In-Reply-To",
    "Reply-To",
    "Return-Path",
    "DKIM-Signature",
  ].map((name) => [name, name.toLowerCase()]),
);

/** Parses the header section that begins at `start`; never fails. */
export function parseHeaderBlock(source: Buffer, start: number, end: number, limits: ReadLimits): HeaderBlock {
  const { headerEnd, bodyStart } = findHeaderEnd(source, start, end);
  const marks = new Set<HeaderMark>();
  const cut = Math.min(headerEnd, start + limits.headerBytes);
  if (cut < headerEnd) marks.add("header-budget");
  const text = source.toString("latin1", start, cut);
  if (/\r(?!\n)/.test(text)) marks.add("bare-carriage-return");
  if (/\n[ \t]/.test(text) && /\n[ \t]+\r?\n/.test(text)) marks.add("blank-continuation");
  const fields: HeaderField[] = [];
  let strayStart: number | null = null;
  for (const [from, to] of logicalLines(text)) {
    if (fields.length >= limits.headerFields) {
      marks.add("header-budget");
      break;
    }
    const field = parseField(text.slice(from, to), start + from, start + to, marks);
    if (field !== null) fields.push(field);
    else if (marks.has("line-without-colon")) strayStart ??= start + from;
  }
  return { fields, bodyStart, marks, strayStart };
}

function findHeaderEnd(source: Buffer, start: number, end: number): { headerEnd: number; bodyStart: number } {
  if (source[start] === LF) return { headerEnd: start, bodyStart: start + 1 };
  if (source[start] === CR) return { headerEnd: start, bodyStart: start + (source[start + 1] === LF ? 2 : 1) };
  let doubled = false;
  for (let at = start; at < end; at += 1) {
    const byte = source[at];
    if (byte !== LF && byte !== CR) continue;
    const size = byte === LF ? afterLineFeed(source, at, end) : doubled ? 0 : afterCarriageReturn(source, at, end);
    if (size > 0) return { headerEnd: at + 1, bodyStart: at + size };
    doubled ||= byte === CR && at + 1 < end && source[at + 1] === CR;
  }
  return { headerEnd: end, bodyStart: end };
}

/** Size of the line end and the empty line at a line feed; 0 where the header goes on. */
function afterLineFeed(source: Buffer, at: number, end: number): number {
  const next = at + 1 < end ? source[at + 1] : undefined;
  if (next === LF) return 2;
  return next === CR && at + 2 < end && source[at + 2] === LF ? 3 : 0;
}

/** The same where carriage returns end lines; some tools write two of them and a line feed. */
function afterCarriageReturn(source: Buffer, at: number, end: number): number {
  if (at + 1 >= end || source[at + 1] !== CR) return 0;
  return at + 2 < end && source[at + 2] === LF ? 0 : 2;
}

/** Ranges of unfolded lines: a line with its continuations, without the final line end. */
function* logicalLines(text: string): Generator<[number, number]> {
  const lineEnd = /\r{0,4}\n(?![ \t])|\r(?!\r{0,4}\n|[ \t])/g;
  let from = 0;
  for (let match = lineEnd.exec(text); match !== null; match = lineEnd.exec(text)) {
    if (match.index > from) yield [from, match.index];
    from = lineEnd.lastIndex;
  }
  if (from < text.length) yield [from, text.length];
}

function parseField(line: string, start: number, end: number, marks: Set<HeaderMark>): HeaderField | null {
  const colon = line.indexOf(":");
  const plain = colon < 1 ? undefined : usualNames.get(line.slice(0, colon));
  if (plain !== undefined) {
    if (line.includes("\0")) marks.add("nul-in-header");
    return { name: plain, value: unfold(line.slice(colon + 1)), start, end };
  }
  if (/^[ \t]/.test(line)) marks.add("leading-continuation");
  if (line.includes("\0")) marks.add("nul-in-header");
  const name = line.slice(0, Math.max(colon, 0)).replaceAll("\0", "");
  const trimmed = name.trim();
  if (colon < 1 || trimmed === "" || /[\s\x7f]/.test(trimmed)) {
    if (!/^>?From /.test(line)) marks.add("line-without-colon");
    return null;
  }
  if (trimmed !== name) marks.add("space-before-colon");
  return { name: trimmed.toLowerCase(), value: unfold(line.slice(colon + 1)), start, end };
}

function unfold(value: string): string {
  const whole = value.includes("\n") || value.includes("\r") ? value.replace(foldedLineEnd, "") : value;
  return decodeHeaderBytes((whole.includes("\0") ? whole.replaceAll("\0", "") : whole).trim());
}

/** Raw header text (latin1) as UTF-8 where it is valid UTF-8. */
export function decodeHeaderBytes(latin1: string): string {
  if (!/[\x80-\xff]/.test(latin1)) return latin1;
  const bytes = Buffer.from(latin1, "latin1");
  return isUtf8(bytes) ? bytes.toString("utf8") : latin1;
}
