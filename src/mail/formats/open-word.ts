import { CELL } from "../text-views.ts";
import { openCompound, streamOf } from "./compound-file.ts";
import { embeddedMembers } from "./embedded-storages.ts";
import { closed, type FormatText, type Opened } from "./format.ts";
import { decodeCodePage } from "./mapi-properties.ts";

const WORD_97 = 0xc1;

/** Opens a Word document of 97 to 2003: main text, notes, headers, remarks and boxes stand in one stream of pieces. */
export function openWord(bytes: Buffer): Opened {
  const root = openCompound(bytes);
  const main = streamOf(root, "WordDocument");
  if (main === null || main.length < 0x1aa) return closed("corrupt", "word-document");
  if (main.readUInt16LE(2) < WORD_97) return closed("unreadable", "word-95");
  const flags = main.readUInt16LE(10);
  if ((flags & 0x100) !== 0) return closed("encrypted", "application/msword");
  const table = streamOf(root, (flags & 0x200) === 0 ? "0Table" : "1Table") ?? Buffer.alloc(0);
  const text = piecesOf(main, table);
  if (text === null) return closed("corrupt", "word-pieces");
  return {
    members: embeddedMembers(root),
    findings: [],
    read: () => ({ texts: textsOf(text), findings: [] }),
  };
}

function piecesOf(main: Buffer, table: Buffer): string | null {
  const start = main.readUInt32LE(0x1a2);
  const limit = Math.min(table.length, start + main.readUInt32LE(0x1a6));
  let at = start;
  while (at + 3 <= limit && table[at] === 1) at += 3 + table.readUInt16LE(at + 1);
  if (at + 5 > limit || table[at] !== 2) return null;
  const size = table.readUInt32LE(at + 1);
  const from = at + 5;
  if (from + size > table.length) return null;
  const count = Math.floor((size - 4) / 12);
  const out: string[] = [];
  for (let index = 0; index < count; index += 1) {
    const length = table.readUInt32LE(from + index * 4 + 4) - table.readUInt32LE(from + index * 4);
    const place = table.readUInt32LE(from + (count + 1) * 4 + index * 8 + 2);
    const narrow = (place & 0x40000000) !== 0;
    const offset = narrow ? (place & 0x3fffffff) / 2 : place & 0x3fffffff;
    const piece = main.subarray(offset, offset + (narrow ? length : length * 2));
    if (length < 0 || piece.length < (narrow ? length : length * 2)) return null;
    out.push(narrow ? decodeCodePage(piece, 1252) : piece.toString("utf16le"));
  }
  return out.join("");
}

const marks = new Map([
  [0x07, CELL],
  [0x09, "\t"],
  [0x0a, "\n"],
  [0x0b, "\n"],
  [0x0c, "\n"],
  [0x0d, "\n"],
  [0x0e, "\n"],
  [0x1e, "-"],
]);
const fieldMarks = { begin: 0x13, result: 0x14, end: 0x15 } as const;

/** Text as shown, the codes of fields apart. */
function textsOf(text: string): FormatText[] {
  const seen: string[] = [];
  const codes: string[] = [];
  const fields: boolean[] = [];
  let from = 0;
  const take = (to: number) => {
    if (from < to) (fields.includes(true) ? codes : seen).push(text.slice(from, to));
    from = to + 1;
  };
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code >= 32) continue;
    take(at);
    if (code === fieldMarks.begin) {
      codes.push("\n");
      if (fields.length < 100) fields.push(true);
    } else if (code === fieldMarks.result) fields[fields.length - 1] = false;
    else if (code === fieldMarks.end) fields.pop();
    else seen.push(marks.get(code) ?? "");
  }
  take(text.length);
  const texts: FormatText[] = [{ view: "seen", text: seen.join("") }];
  if (codes.length > 0) texts.push({ view: "hidden", text: codes.join("") });
  return texts;
}
