import { CellWriter, cellPosition } from "./cell-writer.ts";
import type { FormatText } from "./format.ts";
import { hiddenLines } from "./hidden-lines.ts";
import { type NumberMask, plainNumber, showNumber } from "./number-masks.ts";
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
      if (inText && phonetic <= 0) parts += text;
    },
  });
  return strings;
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

  constructor(workbook: Workbook) {
    this.#workbook = workbook;
  }

  open(name: string, tag: string): void {
    if (name === "c") this.#begin(tag);
    else if (name === "v" || name === "t" || name === "f") this.#holder = name;
    else if (name === "row") {
      const stated = Number(attribute(tag, "r") ?? 0);
      this.#row = stated > 0 ? stated - 1 : this.#row + 1;
      this.#column = -1;
    } else if (!this.#inCell) {
      this.#holder = "aside";
      speakAttributes(tag, this.#asides);
    }
  }

  close(name: string): void {
    if (name === "c") this.#finish();
    else if (name === "v" || name === "t" || name === "f") this.#holder = "";
    else if (!this.#inCell) this.#holder = "";
  }

  text(text: string): void {
    if (this.#holder === "v" && this.#inCell) this.#value += text;
    else if (this.#holder === "t" && this.#inCell) this.#inline += text;
    else if (this.#holder === "f" && this.#inCell) this.#formula += text;
    else if (/\S/.test(text)) this.#asides.push(text);
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
    const value = this.#value.trim();
    if (value !== "") {
      const shown = this.#shown(value);
      this.#cells.cell(this.#row, this.#column, shown);
      if (this.#type === "n" && shown !== value) this.#cells.cell(this.#row, this.#column, value);
    }
    if (this.#inline !== "") this.#cells.cell(this.#row, this.#column, this.#inline);
    if (this.#formula === "") return;
    this.#asides.push(this.#formula);
    const joined = this.#formula.replace(/"\s*[&,;]\s*"/g, "");
    if (joined !== this.#formula) this.#asides.push(joined);
  }

  #shown(value: string): string {
    if (this.#type === "s") {
      const index = Number(value);
      if (index < this.#workbook.used.length) this.#workbook.used[index] = 1;
      return this.#workbook.strings[index] ?? value;
    }
    if (this.#type !== "n") return this.#value;
    const plain = plainNumber(value);
    const mask = this.#workbook.masks.get(this.#style);
    return mask === undefined ? plain : showNumber(mask, plain);
  }
}
