import { CELL, ROW } from "./text-views.ts";

/** A stretch of the source. */
export type Stretch = { readonly start: number; readonly end: number };

/** How much source around what is not shown is read with it: more than a keyword or a number reaches. */
const AROUND = 8_192;

/**
 * All text as it stands, shown or not: tags inside words leave no gap, comments are opened up. Far from every stretch
 * that is not shown it would be what is seen; there it is left out. Null stretches: nothing is left out.
 */
export function wholeText(html: string, unseen: readonly Stretch[] | null): string {
  if (unseen === null) return everything(html);
  const stretches = widened(html, unseen);
  const size = stretches.reduce((sum, { start, end }) => sum + end - start, 0);
  if (size * 2 > html.length) return everything(html);
  return stretches.map(({ start, end }) => everything(html.slice(start, end))).join(ROW);
}

/** The stretches with their surroundings, those that meet as one; they begin and end at tags. */
function widened(html: string, unseen: readonly Stretch[]): Stretch[] {
  const joined: { start: number; end: number }[] = [];
  for (const { start, end } of unseen) {
    const from = Math.max(0, start - AROUND);
    const last = joined.at(-1);
    if (last !== undefined && from <= last.end) last.end = Math.max(last.end, end + AROUND);
    else joined.push({ start: from, end: end + AROUND });
  }
  return joined.map(({ start, end }) => {
    const tagEnd = html.indexOf(">", end);
    return { start: Math.max(0, html.lastIndexOf("<", start)), end: tagEnd < 0 ? html.length : tagEnd + 1 };
  });
}

function everything(html: string): string {
  const plain = html
    .replace(/<!--\[if[^\]]{0,200}\]>(?:<!-->)?|<!(?:--<!)?\[endif\]-->/gi, "")
    .replace(/<!--|--!?>/g, "")
    .replace(/<\/?(?:td|th)\b[^<>]*>/gi, CELL)
    .replace(/<\/?tr\b[^<>]*>/gi, ROW)
    .replace(/<\/?(?:p|div|br|li|h[1-6])\b[^<>]*>/gi, "\n")
    .replace(/<[a-z/!?][^<>]*>/gi, "");
  return decodeNumericEntities(plain);
}

const named: Readonly<Record<string, string>> = {
  nbsp: "\u00a0",
  shy: "\u00ad",
  zwj: "\u200d",
  zwnj: "\u200c",
  amp: "&",
  lt: "<",
  gt: ">",
  quot: '"',
};

function decodeNumericEntities(text: string): string {
  if (!text.includes("&")) return text;
  return text.replace(
    /&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|([a-z]{2,5}));?/gi,
    (whole, hex?: string, decimal?: string, name?: string) => {
      if (name !== undefined) return named[name.toLowerCase()] ?? whole;
      const code = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16);
      return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : "";
    },
  );
}
