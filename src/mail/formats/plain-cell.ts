/** A cell written as nearly all are: `<c r="B7" s="1" t="s"><v>12</v></c>`; `end` is -1 where it is written otherwise. */
export type PlainCell = { row: number; column: number; style: number; type: string; value: string; end: number };

const OPEN = '<c r="';
const CLOSE = "</v></c>";
const QUOTE = 34;
const SLASH = 47;
const GREATER = 62;

/** Reads a cell in the usual form into `cell`. */
export function readPlainCell(xml: string, at: number, cell: PlainCell): void {
  cell.end = -1;
  if (!xml.startsWith(OPEN, at)) return;
  let place = at + OPEN.length;
  let column = 0;
  let code = xml.charCodeAt(place);
  for (; code >= 65 && code <= 90; code = xml.charCodeAt(++place)) column = column * 26 + code - 64;
  let row = 0;
  for (; code >= 48 && code <= 57; code = xml.charCodeAt(++place)) row = row * 10 + code - 48;
  if (code !== QUOTE || column === 0 || row === 0 || column > 16_384) return;
  place += 1;
  cell.style = 0;
  if (xml.startsWith(' s="', place)) {
    place += 4;
    for (code = xml.charCodeAt(place); code >= 48 && code <= 57; code = xml.charCodeAt(++place))
      cell.style = cell.style * 10 + code - 48;
    if (code !== QUOTE) return;
    place += 1;
  }
  cell.type = "n";
  if (xml.startsWith(' t="', place)) {
    const end = xml.indexOf('"', place + 4);
    if (end < 0 || end - place > 20) return;
    cell.type = xml.slice(place + 4, end);
    place = end + 1;
  }
  cell.row = row - 1;
  cell.column = column - 1;
  readValue(xml, place, cell);
}

function readValue(xml: string, from: number, cell: PlainCell): void {
  cell.value = "";
  if (xml.charCodeAt(from) === SLASH && xml.charCodeAt(from + 1) === GREATER) cell.end = from + 2;
  else if (xml.startsWith("><v>", from)) {
    const end = xml.indexOf("<", from + 4);
    if (end < 0 || !xml.startsWith(CLOSE, end)) return;
    const value = xml.slice(from + 4, end);
    if (value.includes("&")) return;
    cell.value = value;
    cell.end = end + CLOSE.length;
  } else if (xml.startsWith("></c>", from)) cell.end = from + 5;
}
