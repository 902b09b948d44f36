/**
 * Where spreadsheets take what follows for a formula: at the beginning of a cell, and behind what those of many countries
 * end a cell by, whatever our file means.
 */
const formula = /(?:^|[;\t\r\n]["']*)(?=[=+\-@\uff1d\uff0b\uff0d\uff20])/g;

/** Lines of cells as a CSV file (RFC 4180) that spreadsheets open as text, never as formulas. */
export function toCsv(lines: readonly (readonly string[])[]): string {
  return `\ufeff${lines.map((line) => `${line.map(cell).join(",")}\r\n`).join("")}`;
}

function cell(text: string): string {
  const safe = text.replaceAll(formula, (before) => `${before}'`).replace(/^(?=[\t\r\n])/, "'");
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
