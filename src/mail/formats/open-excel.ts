import { cleanText } from "../text-views.ts";
import { CellWriter } from "./cell-writer.ts";
import { openCompound, streamOf } from "./compound-file.ts";
import { embeddedMembers } from "./embedded-storages.ts";
import { excelRecords, readStringTable, stringAt } from "./excel-records.ts";
import { closed, type FormatText, type Opened } from "./format.ts";
import { hiddenLines } from "./hidden-lines.ts";
import { maskOf, type NumberMask, showNumber } from "./number-masks.ts";

const BIFF8 = 0x0600;

/** Opens an Excel workbook of 97 to 2003 (BIFF8): cells, remarks, headers, sheet names. */
export function openExcel(bytes: Buffer): Opened {
  const root = openCompound(bytes);
  const book = streamOf(root, "Workbook") ?? streamOf(root, "Book");
  if (book === null || book.length < 8) return closed("corrupt", "workbook");
  if (book.readUInt16LE(0) !== 0x0809 || book.readUInt16LE(4) !== BIFF8) return closed("unreadable", "excel-95");
  const reader = new ExcelReader();
  for (const record of excelRecords(book)) {
    if (record.type === 0x2f) return closed("encrypted", "application/vnd.ms-excel");
    if (!reader.take(record.type, record.pieces)) break;
  }
  const texts = reader.texts();
  return {
    members: embeddedMembers(root),
    findings: reader.broken ? [{ kind: "corrupt", detail: "workbook-records" }] : [],
    read: () => ({ texts, findings: [] }),
  };
}

class ExcelReader {
  broken = false;
  readonly #texts: FormatText[] = [];
  readonly #asides: string[] = [];
  readonly #formats = new Map<number, NumberMask>();
  readonly #styles: (NumberMask | undefined)[] = [];
  #strings: string[] = [];
  #cells = new CellWriter();
  #sheet = 0;
  #pendingText: { row: number; column: number } | null = null;

  /** Takes one record; false where the rest cannot be followed. */
  take(type: number, pieces: readonly Buffer[]): boolean {
    try {
      this.#record(type, pieces[0] as Buffer, pieces);
      return true;
    } catch {
      this.broken = true;
      return true;
    }
  }

  texts(): FormatText[] {
    this.#endSheet();
    return [...this.#texts, ...hiddenLines(this.#asides, "workbook")];
  }

  #record(type: number, data: Buffer, pieces: readonly Buffer[]): void {
    if (type === 0x0809) this.#begin(data);
    else if (type === 0xfc) this.#strings = readStringTable(pieces);
    else if (type === 0xfd) this.#cell(data, this.#strings[data.readUInt32LE(6)] ?? "");
    else if (type === 0x203)
      this.#number(data.readUInt16LE(0), data.readUInt16LE(2), data.readUInt16LE(4), data.readDoubleLE(6));
    else if (type === 0x27e)
      this.#number(data.readUInt16LE(0), data.readUInt16LE(2), data.readUInt16LE(4), packed(data.readUInt32LE(6)));
    else if (type === 0xbd) this.#numbers(data);
    else if (type === 0x06) this.#formula(data);
    else if (type === 0x207) this.#formulaText(pieces);
    else if (type === 0x204 || type === 0xd6) this.#cell(data, stringAt(data, 6));
    else if (type === 0x41e) this.#format(data);
    else if (type === 0xe0) this.#styles.push(this.#formats.get(data.readUInt16LE(2)));
    else if (type === 0x85) this.#asides.push(sheetName(data));
    else if ((type === 0x14 || type === 0x15) && data.length > 3) this.#asides.push(stringAt(data, 0));
    else if (type === 0x1b6 && pieces.length > 1) this.#asides.push(boxText(pieces[1] as Buffer));
    else if (type === 0x1b8 || type === 0x800)
      this.#asides.push(data.toString("utf16le", data.length & 1).replace(/\p{Cc}+/gu, "\n"));
  }

  #begin(data: Buffer): void {
    if (data.readUInt16LE(2) === 0x05) return;
    this.#endSheet();
    this.#sheet += 1;
  }

  #endSheet(): void {
    this.#texts.push(...this.#cells.texts(`sheet${this.#sheet}`));
    this.#cells = new CellWriter();
  }

  #cell(data: Buffer, text: string): void {
    this.#cells.cell(data.readUInt16LE(0), data.readUInt16LE(2), cleanText(text));
  }

  #number(row: number, column: number, style: number, value: number): void {
    const plain = Number.isInteger(value) && Math.abs(value) < 1e21 ? BigInt(value).toString() : String(value);
    const mask = this.#styles[style];
    const shown = mask === undefined ? plain : showNumber(mask, plain);
    this.#cells.cell(row, column, shown);
    if (shown !== plain) this.#cells.cell(row, column, plain);
  }

  #numbers(data: Buffer): void {
    const row = data.readUInt16LE(0);
    const first = data.readUInt16LE(2);
    for (let at = 4, column = first; at + 8 <= data.length; at += 6, column += 1)
      this.#number(row, column, data.readUInt16LE(at), packed(data.readUInt32LE(at + 2)));
  }

  #formula(data: Buffer): void {
    const row = data.readUInt16LE(0);
    const column = data.readUInt16LE(2);
    if (data.readUInt16LE(12) === 0xffff) this.#pendingText = data[6] === 0 ? { row, column } : null;
    else this.#number(row, column, data.readUInt16LE(4), data.readDoubleLE(6));
  }

  #formulaText(pieces: readonly Buffer[]): void {
    if (this.#pendingText === null) return;
    const { row, column } = this.#pendingText;
    this.#pendingText = null;
    this.#cells.cell(row, column, cleanText(stringAt(Buffer.concat(pieces), 0)));
  }

  #format(data: Buffer): void {
    const mask = maskOf(stringAt(data, 2));
    if (mask !== null) this.#formats.set(data.readUInt16LE(0), mask);
  }
}

/** A number in four bytes. */
function packed(value: number): number {
  let number: number;
  if ((value & 2) !== 0) number = value >> 2;
  else {
    const wide = Buffer.alloc(8);
    wide.writeUInt32LE((value & 0xfffffffc) >>> 0, 4);
    number = wide.readDoubleLE(0);
  }
  return (value & 1) === 0 ? number : number / 100;
}

function sheetName(data: Buffer): string {
  const length = data[6] as number;
  return (data[7] as number) & 1 ? data.toString("utf16le", 8, 8 + length * 2) : data.toString("latin1", 8, 8 + length);
}

function boxText(data: Buffer): string {
  return (data[0] as number) & 1 ? data.toString("utf16le", 1) : data.toString("latin1", 1);
}
