/** A stretch of a text that is an encoded part of a message to whoever opens the text as one; offsets in bytes. */
export type EncodedPart = { readonly start: number; readonly end: number };

const encoding = /^content-transfer-encoding[ \t]*:[\s"']{0,20}(?:x-)?(base|quoted|uu)/gim;
const blankLine = /\r?\n[ \t]*\r?\n/g;
const delimiter = /^(?:--[^\s-]|From )/gm;
const notBase64 = /^(?![ \t]*[A-Za-z0-9+/=]*[ \t]*\r?$)/gm;
const longestHeader = 65_536;

/**
 * Finds parts with an encoding, header fields and body, in a text (in latin 1) that is no message by its name: web pages
 * that Word saved in one file, mailboxes, copies of mail in reports. At most `most`.
 */
export function encodedParts(text: string, most: number): EncodedPart[] {
  const parts: EncodedPart[] = [];
  encoding.lastIndex = 0;
  for (let match = encoding.exec(text); match !== null && parts.length < most; match = encoding.exec(text)) {
    const body = endOf(blankLine, text, match.index);
    const start = startOfHeader(text, match.index);
    const end = Math.min(
      startOf(delimiter, text, body),
      match[1]?.toLowerCase() === "base" ? startOf(notBase64, text, startOfLetters(text, body)) : text.length,
    );
    parts.push({ start, end });
    encoding.lastIndex = Math.max(encoding.lastIndex, Math.min(end, body));
  }
  return parts;
}

/** Behind the blank line, the delimiter or the mailbox's line before a header field. */
function startOfHeader(text: string, field: number): number {
  const before = text.slice(Math.max(0, field - longestHeader), field);
  const marks = [...before.matchAll(/(?:^|\n)(?:[ \t]*\r?\n|(?:--|From )[^\n]*\n)/g)];
  const last = marks.at(-1);
  return last === undefined ? field - before.length : field - before.length + last.index + last[0].length;
}

function endOf(pattern: RegExp, text: string, from: number): number {
  pattern.lastIndex = from;
  return pattern.exec(text) === null ? text.length : pattern.lastIndex;
}

function startOf(pattern: RegExp, text: string, from: number): number {
  pattern.lastIndex = from;
  return pattern.exec(text)?.index ?? text.length;
}

function startOfLetters(text: string, from: number): number {
  const next = text.slice(from, from + 1_000).search(/\S/);
  return next < 0 ? from : from + next;
}
