import { CELL, ROW } from "./text-views.ts";

const candidates = [",", ";", "\t", "|"];

/** Text of a delimited table with its cells and rows divided; quoted cells may hold anything. */
export function csvCells(text: string): string {
  const delimiter = chooseDelimiter(text);
  if (!text.includes('"')) return text.replaceAll(delimiter, CELL).replace(/\r?\n|\r/g, ROW);
  const out: string[] = [];
  let from = 0;
  let quoted = false;
  let cellStart = true;
  const take = (end: number, mark: string, next: number) => {
    out.push(text.slice(from, end), mark);
    from = next;
  };
  for (let index = 0; index < text.length; index += 1) {
    const character = text[index];
    if (quoted) {
      if (character !== '"') continue;
      if (text[index + 1] === '"') index += 1;
      else {
        quoted = false;
        take(index, "", index + 1);
      }
    } else if (character === '"' && cellStart) {
      quoted = true;
      take(index, "", index + 1);
    } else if (character === delimiter) take(index, CELL, index + 1);
    else if (character === "\n") take(index, ROW, index + 1);
    cellStart = character === delimiter || character === "\n" || (cellStart && character === " ");
  }
  out.push(text.slice(from));
  return out.join("");
}

function chooseDelimiter(text: string): string {
  const head = text.slice(0, 4_096).split(/\r?\n/, 5).join("\n");
  const counts = candidates.map((candidate) => head.split(candidate).length);
  return candidates[counts.indexOf(Math.max(...counts))] as string;
}
