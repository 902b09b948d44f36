/** One row of a table, with the line on which it starts, counted from 1. */
export type CsvRow = { readonly line: number; readonly cells: readonly string[] };

/** Reads comma, semicolon or tab separated rows (RFC 4180); blank rows are left out. */
export function readCsv(text: string): CsvRow[] {
  const source = text.replace(/^\ufeff/, "").replace(/\r\n?/g, "\n");
  const separator = separatorOf(source.split("\n", 1)[0] ?? "");
  const rows: CsvRow[] = [];
  const reader = { at: 0, line: 1 };
  while (reader.at < source.length) {
    const line = reader.line;
    const cells = readRow(source, separator, reader);
    if (cells.some((cell) => cell !== "")) rows.push({ line, cells });
  }
  return rows;
}

/** The separator that the first line has most of. */
function separatorOf(line: string): string {
  const counted = [",", ";", "\t"].map((mark) => [mark, line.split(mark).length] as const);
  return counted.reduce((best, one) => (one[1] > best[1] ? one : best))[0];
}

function readRow(source: string, separator: string, reader: { at: number; line: number }): string[] {
  const cells: string[] = [];
  for (;;) {
    cells.push(source[reader.at] === '"' ? readQuoted(source, reader) : "");
    const end = cellEnd(source, separator, reader.at);
    cells[cells.length - 1] = (cells.at(-1) + source.slice(reader.at, end)).trim();
    reader.at = end + 1;
    if (source[end] === separator) continue;
    reader.line += 1;
    return cells;
  }
}

function cellEnd(source: string, separator: string, from: number): number {
  let at = from;
  while (at < source.length && source[at] !== separator && source[at] !== "\n") at += 1;
  return at;
}

/** The inside of a quoted cell; a quotation mark is written twice. */
function readQuoted(source: string, reader: { at: number; line: number }): string {
  let text = "";
  reader.at += 1;
  while (reader.at < source.length) {
    const character = source[reader.at] as string;
    if (character === '"' && source[reader.at + 1] !== '"') {
      reader.at += 1;
      break;
    }
    if (character === "\n") reader.line += 1;
    text += character;
    reader.at += character === '"' ? 2 : 1;
  }
  return text;
}
