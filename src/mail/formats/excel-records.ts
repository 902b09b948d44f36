/** A record with the pieces that continue it. */
export type ExcelRecord = { readonly type: number; readonly pieces: readonly Buffer[] };

const CONTINUE = 0x3c;

/** Records of a workbook stream, each with what continues it. */
export function* excelRecords(book: Buffer): Generator<ExcelRecord> {
  let current: { type: number; pieces: Buffer[] } | null = null;
  for (let at = 0; at + 4 <= book.length; ) {
    const type = book.readUInt16LE(at);
    const end = at + 4 + book.readUInt16LE(at + 2);
    const data = book.subarray(at + 4, end);
    if (type === CONTINUE && current !== null) current.pieces.push(data);
    else {
      if (current !== null) yield current;
      current = { type, pieces: [data] };
    }
    at = end;
  }
  if (current !== null) yield current;
}

/** A string with a two-byte length at this place. */
export function stringAt(data: Buffer, at: number): string {
  const length = data.readUInt16LE(at);
  const flags = data[at + 2] as number;
  const start = at + 3 + ((flags & 8) !== 0 ? 2 : 0) + ((flags & 4) !== 0 ? 4 : 0);
  return flags & 1
    ? data.toString("utf16le", start, start + length * 2)
    : data.toString("latin1", start, start + length);
}

/** The strings of a workbook; a string that goes on in the next record says its width anew there. */
export function readStringTable(pieces: readonly Buffer[]): string[] {
  const reader = new PieceReader(pieces);
  const strings: string[] = [];
  reader.skip(4);
  const count = reader.number(4);
  while (strings.length < count && !reader.atEnd) {
    const length = reader.number(2);
    const flags = reader.number(1);
    const runs = (flags & 8) !== 0 ? reader.number(2) * 4 : 0;
    const phonetic = (flags & 4) !== 0 ? reader.number(4) : 0;
    strings.push(reader.characters(length, (flags & 1) !== 0));
    reader.skip(runs + phonetic);
  }
  return strings;
}

class PieceReader {
  readonly #pieces: readonly Buffer[];
  #piece = 0;
  #at = 0;

  constructor(pieces: readonly Buffer[]) {
    this.#pieces = pieces;
  }

  get atEnd(): boolean {
    this.#advance();
    return this.#piece >= this.#pieces.length;
  }

  number(bytes: number): number {
    let value = 0;
    for (let index = 0; index < bytes; index += 1) {
      this.#advance();
      value += (this.#pieces[this.#piece]?.[this.#at] ?? 0) * 256 ** index;
      this.#at += 1;
    }
    return value;
  }

  skip(bytes: number): void {
    let left = bytes;
    while (left > 0 && !this.atEnd) {
      const here = Math.min(left, (this.#pieces[this.#piece] as Buffer).length - this.#at);
      this.#at += here;
      left -= here;
    }
  }

  characters(length: number, wideAtStart: boolean): string {
    let wide = wideAtStart;
    let left = length;
    let text = "";
    while (left > 0) {
      const piece = this.#pieces[this.#piece];
      if (piece === undefined) break;
      if (this.#at >= piece.length) {
        this.#advance();
        wide = ((this.#pieces[this.#piece]?.[this.#at] ?? 0) & 1) !== 0;
        this.#at += 1;
        continue;
      }
      const width = wide ? 2 : 1;
      const here = Math.min(left, Math.max(1, Math.floor((piece.length - this.#at) / width)));
      text += piece.toString(wide ? "utf16le" : "latin1", this.#at, this.#at + here * width);
      this.#at += here * width;
      left -= here;
    }
    return text;
  }

  #advance(): void {
    while (this.#piece < this.#pieces.length && this.#at >= (this.#pieces[this.#piece] as Buffer).length) {
      this.#piece += 1;
      this.#at = 0;
    }
  }
}
