import { CELL, ROW } from "../text-views.ts";
import type { FormatText } from "./format.ts";

/** Writes cells into one text, divided, and remembers which cell stands where. */
export class CellWriter {
  #text = "";
  readonly #marks: number[] = [];
  readonly #cells: number[] = [];
  #length = 0;
  #row = -1;
  #column = 0;

  /** Adds a cell of clean text; rows and columns count from 0. */
  cell(row: number, column: number, text: string): void {
    if (text === "") return;
    const follows = row === this.#row && column === this.#column + 1;
    const mark = row === this.#row ? CELL : ROW;
    this.#text += mark + text;
    this.#length += 1;
    if (!follows) {
      this.#marks.push(this.#length);
      this.#cells.push(row * 65_536 + column);
    }
    this.#length += text.length;
    this.#row = row;
    this.#column = column;
  }

  /** The whole text, or nothing where there were no cells. */
  texts(sheet: string): FormatText[] {
    const text = this.#text;
    if (text === "") return [];
    return [{ view: "cells", text, place: sheet, cellAt: (offset) => `${sheet}!${this.#nameAt(text, offset)}` }];
  }

  #nameAt(text: string, offset: number): string {
    let low = 0;
    let high = this.#marks.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.#marks[middle] as number) <= offset) low = middle;
      else high = middle - 1;
    }
    let cell = this.#cells[low] as number;
    const from = this.#marks[low] as number;
    for (let at = text.indexOf(CELL, from); at >= 0 && at < offset; at = text.indexOf(CELL, at + 1)) cell += 1;
    return cellName(Math.floor(cell / 65_536), cell % 65_536);
  }
}

/** "B7" for row 6, column 1. */
export function cellName(row: number, column: number): string {
  let letters = "";
  for (let rest = column + 1; rest > 0; rest = Math.floor((rest - 1) / 26))
    letters = String.fromCharCode(65 + ((rest - 1) % 26)) + letters;
  return `${letters}${row + 1}`;
}

/** Row and column of "B7", or null. */
export function cellPosition(name: string): { row: number; column: number } | null {
  const found = /^\$?([A-Z]{1,3})\$?(\d{1,7})$/.exec(name);
  return found === null ? null : { row: Number(found[2]) - 1, column: columnNumber(found[1] as string) };
}

/** Number of a column's letters, counted from 0. */
export function columnNumber(letters: string): number {
  let column = 0;
  for (let at = 0; at < letters.length; at += 1) column = column * 26 + letters.charCodeAt(at) - 64;
  return column - 1;
}
