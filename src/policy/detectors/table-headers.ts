import { CELL, ROW } from "../../mail/text-views.ts";

const LONGEST_HEADER_ROW = 20_000;
const LONGEST_HEADER = 200;

/** A stretch of the text; empty where it does not end after its start. */
type Span = { readonly from: number; readonly to: number };

/** Titles of a table's columns: rows of several cells with words and hardly a digit. */
export class TableHeaders {
  readonly #text: string;
  readonly #cells: Int32Array;
  readonly #rows: Int32Array;
  /** Row numbers of the rows that look like titles. */
  readonly #titles: readonly number[];

  constructor(text: string) {
    this.#text = text;
    this.#cells = placesOf(text, CELL);
    this.#rows = placesOf(text, ROW);
    this.#titles = this.#findTitles();
  }

  /** Titles that may stand over the cell at an offset: the nearest above it and the table's first. */
  over(offset: number): Span[] {
    const row = countBefore(this.#rows, offset);
    const nearest = this.#titles[countBefore(this.#titles, row) - 1];
    const first = this.#titles[0];
    if (nearest === undefined || first === undefined) return [];
    const column = countBefore(this.#cells, offset) - countBefore(this.#cells, this.#startOf(row));
    return nearest === first ? [this.#cell(first, column)] : [this.#cell(nearest, column), this.#cell(first, column)];
  }

  #startOf(row: number): number {
    return row === 0 ? 0 : (this.#rows[row - 1] as number) + 1;
  }

  #endOf(row: number): number {
    return this.#rows[row] ?? this.#text.length;
  }

  #cell(row: number, column: number): Span {
    const index = countBefore(this.#cells, this.#startOf(row)) + column;
    const from = column === 0 ? this.#startOf(row) : (this.#cells[index - 1] ?? this.#text.length) + 1;
    return { from, to: Math.min(this.#cells[index] ?? this.#text.length, this.#endOf(row), from + LONGEST_HEADER) };
  }

  #findTitles(): number[] {
    const titles: number[] = [];
    for (let row = 0; row <= this.#rows.length; row += 1) {
      const [start, end] = [this.#startOf(row), this.#endOf(row)];
      if (end - start < 3 || end - start > LONGEST_HEADER_ROW) continue;
      const text = this.#text.slice(start, end);
      if (text.includes(CELL) && /[a-z]/i.test(text) && !/[0-9]{4}/.test(text)) titles.push(row);
    }
    return titles;
  }
}

function placesOf(text: string, mark: string): Int32Array {
  const places: number[] = [];
  for (let at = text.indexOf(mark); at >= 0; at = text.indexOf(mark, at + 1)) places.push(at);
  return Int32Array.from(places);
}

/** How many of the ascending numbers lie below a value. */
function countBefore(ascending: ArrayLike<number>, value: number): number {
  let low = 0;
  let high = ascending.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((ascending[middle] as number) < value) low = middle + 1;
    else high = middle;
  }
  return low;
}
