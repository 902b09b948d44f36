/** A first character by which spreadsheets take a cell for a formula. */
const formula = /^[=+\-@\t\r]/;

/** Lines of cells as a CSV file (RFC 4180) that spreadsheets open as text, never as formulas. */
export function toCsv(lines: readonly (readonly string[])[]): string {
  return `\ufeff${lines.map((line) => `${line.map(cell).join(",")}\r\n`).join("")}`;
}

function cell(text: string): string {
  const safe = formula.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
