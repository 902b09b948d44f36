import { CELL, cleanText } from "../text-views.ts";

/** A run of text and where it stands on its page. */
export type PdfItem = {
  readonly str: string;
  readonly transform: readonly number[];
  readonly width: number;
  readonly height: number;
  readonly hasEOL: boolean;
};

const FAR = 2;
const NEAR = 0.25;

type Placed = {
  readonly text: string;
  readonly x: number;
  readonly y: number;
  readonly end: number;
  readonly size: number;
};

/** Runs in the order of the file: wide gaps divide cells. */
export function linesInOrder(items: readonly PdfItem[]): string {
  const out: string[] = [];
  let last: Placed | null = null;
  for (const item of items) {
    const placed = place(item);
    if (placed.text.trim() === "") {
      if (item.str !== "") out.push(item.width > placed.size * FAR ? CELL : " ");
    } else {
      if (last !== null && sameLine(last, placed) && isFar(last, placed)) out.push(CELL);
      out.push(placed.text);
      last = placed;
    }
    if (item.hasEOL) out.push("\n");
  }
  return out.join("");
}

/** Runs as they stand on the page: line by line from the top, joined where nothing stands between them. */
export function linesByPlace(items: readonly PdfItem[]): string {
  const placed = items.map(place).filter(({ text }) => text.trim() !== "");
  placed.sort((a, b) => b.y - a.y);
  const out: string[] = [];
  for (let from = 0; from < placed.length; ) {
    const first = placed[from] as Placed;
    let to = from + 1;
    while (to < placed.length && sameLine(first, placed[to] as Placed)) to += 1;
    out.push(joined(placed.slice(from, to)), "\n");
    from = to;
  }
  return out.join("");
}

function joined(line: Placed[]): string {
  line.sort((a, b) => a.x - b.x);
  return line
    .map((item, index) => {
      const before = line[index - 1];
      if (before === undefined) return item.text;
      if (isFar(before, item)) return CELL + item.text;
      return (item.x - before.end > item.size * NEAR ? " " : "") + item.text;
    })
    .join("");
}

function place({ str, transform, width, height }: PdfItem): Placed {
  const [, , c = 0, d = 0, x = 0, y = 0] = transform;
  const size = height || Math.hypot(c, d) || 10;
  return { text: cleanText(str), x, y, end: x + width, size };
}

function sameLine(a: Placed, b: Placed): boolean {
  return Math.abs(a.y - b.y) < Math.max(a.size, b.size) * 0.4;
}

function isFar(a: Placed, b: Placed): boolean {
  return b.x - a.end > Math.max(a.size, b.size) * FAR;
}
