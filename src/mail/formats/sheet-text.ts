import { cleanText } from "../text-views.ts";
import { CellWriter, cellPosition } from "./cell-writer.ts";
import type { FormatText } from "./format.ts";
import { hiddenLines } from "./hidden-lines.ts";
import { type NumberMask, plainNumber, showNumber } from "./number-masks.ts";
import { type PlainCell, readPlainCell } from "./plain-cell.ts";
import { attribute, scanXml, type XmlHandler } from "./scan-xml.ts";
import { speakAttributes } from "./spoken-attributes.ts";

/** What cells refer to: strings by index (marked when used), number formats by style. */
export type Workbook = {
  readonly strings: readonly string[];
  readonly used: Uint8Array;
  readonly masks: ReadonlyMap<number, NumberMask>;
};

/** Text of one sheet, cell by cell, and beside it formulas, prompts, links, headers and footers. */
export function sheetText(xml: string, workbook: Workbook, sheet: string): FormatText[] {
  const reader = new SheetReader(workbook);
  scanXml(xml, reader);
  return reader.texts(sheet);
}

/** Strings of a shared string table: runs joined, phonetic hints left out. */
export function sharedStrings(xml: string): string[] {
  const strings: string[] = [];
  let parts = "";
  let inText = false;
  let phonetic = 0;
  scanXml(xml, {
    open: (name) => {
      if (name === "t") inText = true;
      else if (name === "si") parts = "";
      else if (name === "rPh") phonetic += 1;
    },
    close: (name) => {
      if (name === "t") inText = false;
      else if (name === "si") strings.push(parts);
      else if (name === "rPh") phonetic -= 1;
    },
    text: (text) => {
      if (inText && phonetic <= 0) parts += cleanText(text);
    },
  });
  return strings;
}

const SMALL_C = 99;
const headerOrFooter = /^(?:odd|even|first)(?:Header|Footer)$/;

/** A header or footer as it is printed: its codes for places and fonts undone (ECMA-376, part 1, 18.3.1.46). */
function printed(text: string): string {
  return text.replace(/&[LCR]/g, "\n").replace(/&(?:"[^"]{0,200}"|K[0-9A-F]{6}|\d{1,3}|[A-Za-z+-])/gi, "");
}

class SheetReader implements XmlHandler {
  readonly #workbook: Workbook;
  readonly #cells = new CellWriter();
  readonly #asides: string[] = [];
  #row = -1;
  #column = -1;
  #type = "n";
  #style = 0;
  #inCell = false;
  #holder = "";
  #value = "";
  #inline = "";
  #formula = "";
  readonly #plain: PlainCell = { row: 0, column: 0, style: 0, type: "n", value: "", end: -1 };

  constructor(workbook: Workbook) {
    this.#workbook = workbook;
  }

  /** Most cells are written alike. */
  take(xml: string, at: number): number {
    if (xml.charCodeAt(at + 1) !== SMALL_C) return -1;
    const cell = this.#plain;
    readPlainCell(xml, at, cell);
    if (cell.end < 0) return -1;
    this.#row = cell.row;
    this.#column = cell.column;
    this.#type = cell.type;
    this.#style = cell.style;
    if (cell.value !== "") this.#put(cell.value);
    return cell.end;
  }

  open(name: string, tag: string): void {
    if (name === "c") this.#begin(tag);
    else if (name === "v" || name === "t" || name === "f") this.#holder = name;
    else if (name === "row") {
      const stated = Number(/^ r="(\d{1,7})"/.exec(tag)?.[1] ?? attribute(tag, "r") ?? 0);
      this.#row = stated > 0 ? stated - 1 : this.#row + 1;
      this.#column = -1;
    } else if (!this.#inCell) {
      this.#holder = headerOrFooter.test(name) ? "header" : "aside";
      speakAttributes(tag, this.#asides);
    }
  }

  close(name: string): void {
    if (name === "c") this.#finish();
    else if (name === "v" || name === "t" || name === "f") this.#holder = "";
    else if (!this.#inCell) this.#holder = "";
  }

  text(text: string): void {
    if (this.#holder === "v" && this.#inCell) this.#value += cleanText(text);
    else if (this.#holder === "t" && this.#inCell) this.#inline += cleanText(text);
    else if (this.#holder === "f" && this.#inCell) this.#formula += text;
    else if (/\S/.test(text)) {
      this.#asides.push(text);
      if (this.#holder === "header") this.#asides.push(printed(text));
    }
  }

  texts(sheet: string): FormatText[] {
    return [...this.#cells.texts(sheet), ...hiddenLines(this.#asides, sheet)];
  }

  #begin(tag: string): void {
    const position = cellPosition(attribute(tag, "r") ?? "");
    if (position === null) this.#column += 1;
    else {
      this.#row = position.row;
      this.#column = position.column;
    }
    this.#type = attribute(tag, "t") ?? "n";
    this.#style = Number(attribute(tag, "s") ?? 0);
    this.#inCell = true;
    this.#value = "";
    this.#inline = "";
    this.#formula = "";
  }

  #finish(): void {
    this.#inCell = false;
    if (this.#value !== "") this.#put(this.#value);
    if (this.#inline !== "") this.#cells.cell(this.#row, this.#column, this.#inline);
    if (this.#formula === "") return;
    this.#asides.push(this.#formula);
    const joined = this.#formula.replace(/"\s*[&,;]\s*"/g, "");
    if (joined !== this.#formula) this.#asides.push(joined);
  }

  #put(stored: string): void {
    const value = this.#type === "n" || this.#type === "s" ? stored.trim() : stored;
    const shown = this.#shown(value);
    this.#cells.cell(this.#row, this.#column, shown);
    if (this.#type === "n" && shown !== value) this.#cells.cell(this.#row, this.#column, value);
  }

  #shown(value: string): string {
    if (this.#type === "s") {
      const index = Number(value);
      if (index < this.#workbook.used.length) this.#workbook.used[index] = 1;
      return this.#workbook.strings[index] ?? value;
    }
    if (this.#type !== "n") return value;
    const plain = plainNumber(value);
    const mask = this.#workbook.masks.get(this.#style);
    return mask === undefined ? plain : showNumber(mask, plain);
  }
}
