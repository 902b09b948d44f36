import { cleanText } from "../text-views.ts";
import { CellWriter } from "./cell-writer.ts";
import { flowText } from "./flow-text.ts";
import type { FormatText } from "./format.ts";
import { attribute, scanXml, type XmlHandler } from "./scan-xml.ts";

/** Text of an OpenDocument part: sheets cell by cell, everything else as paragraphs. */
export function openDocumentText(xml: string, place: string, hiddenStyles: ReadonlySet<string>): FormatText[] {
  if (!/<(?:[\w-]+:)?spreadsheet[\s>]/.test(xml.slice(0, 4_000_000))) return flowText(xml, "open", place, hiddenStyles);
  const reader = new OpenSheetReader();
  scanXml(xml, reader);
  return [...reader.texts(), ...flowText(xml, "open", place, hiddenStyles)];
}

const repeats = 1_000;

/** Reads cells' values; what they show is in their paragraphs. */
class OpenSheetReader implements XmlHandler {
  readonly #done: FormatText[] = [];
  #cells = new CellWriter();
  #sheet = 0;
  #row = 0;
  #column = 0;
  #rowRepeat = 1;
  #columnRepeat = 1;
  #value = "";
  #parts: string[] = [];
  #depth = 0;
  #remarks = 0;

  open(name: string, tag: string): void {
    if (name === "annotation") this.#remarks += 1;
    else if (name === "table" && this.#depth === 0) {
      this.#endSheet();
      this.#sheet += 1;
    } else if (name === "table-row") {
      this.#rowRepeat = Number(attribute(tag, "number-rows-repeated") ?? 1) || 1;
      this.#column = 0;
    } else if (name === "table-cell" || name === "covered-table-cell") {
      this.#depth += 1;
      this.#columnRepeat = Number(attribute(tag, "number-columns-repeated") ?? 1) || 1;
      this.#value = attribute(tag, "value") ?? attribute(tag, "string-value") ?? "";
      this.#parts = [];
    } else if (name === "s" && this.#depth > 0) {
      this.#parts.push(" ".repeat(Math.min(repeats, Number(attribute(tag, "c") ?? 1) || 1)));
    } else if (name === "tab" || name === "line-break") this.#parts.push(" ");
  }

  close(name: string): void {
    if (name === "annotation") this.#remarks = Math.max(0, this.#remarks - 1);
    else if (name === "p") this.#parts.push("\n");
    else if (name === "table-row") this.#row += this.#rowRepeat;
    else if (name === "table-cell" || name === "covered-table-cell") {
      this.#depth = Math.max(0, this.#depth - 1);
      const shown = this.#parts.join("").trim();
      if (shown !== "") this.#cells.cell(this.#row, this.#column, shown);
      if (this.#value !== "" && this.#value !== shown)
        this.#cells.cell(this.#row, this.#column, cleanText(this.#value));
      this.#column += this.#columnRepeat;
    }
  }

  text(text: string): void {
    if (this.#depth > 0 && this.#remarks === 0) this.#parts.push(cleanText(text));
  }

  texts(): FormatText[] {
    this.#endSheet();
    return this.#done;
  }

  #endSheet(): void {
    this.#done.push(...this.#cells.texts(`sheet${Math.max(1, this.#sheet)}`));
    this.#cells = new CellWriter();
    this.#row = 0;
    this.#column = 0;
  }
}
