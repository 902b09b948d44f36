/** Divides two cells of a table: nothing is read across it. */
export const CELL = "\x1f";

/** Divides two rows of a table: nothing is read across it. */
export const ROW = "\x1e";

/** Takes the characters that divide cells and rows out of text that came from outside. */
export function cleanText(text: string): string {
  return text.includes(CELL) || text.includes(ROW) ? text.replaceAll(CELL, "").replaceAll(ROW, "") : text;
}
