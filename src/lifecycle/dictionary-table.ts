import { type DictionaryEntry, dictionaryEntry } from "../contracts/policies-dictionary.ts";
import { readCsv } from "../policy/directory-csv.ts";
import type { ImportProblem } from "../policy/directory-rows.ts";
import { patternProblem } from "../policy/patterns/compile-pattern.ts";

/** Entries read for a dictionary, and what could not be taken. */
export type DictionaryImport = {
  readonly entries: readonly DictionaryEntry[];
  readonly repeated: number;
  readonly problems: readonly ImportProblem[];
};

const columns = ["phrase", "pattern", "weight", "maximum", "required", "exclude"] as const;

/** Reads a dictionary's entries from CSV: a phrase a row; or with a heading that names the columns. */
export function importDictionaryCsv(text: string): DictionaryImport {
  const [first, ...rest] = readCsv(text);
  if (first === undefined) return { entries: [], repeated: 0, problems: [] };
  const names = first.cells.map((cell) => cell.toLowerCase());
  const isHeading = names.includes("phrase") || names.includes("pattern");
  const order: readonly string[] = isHeading ? names : ["phrase", "weight"];
  const entries = new Map<string, DictionaryEntry>();
  const problems: ImportProblem[] = [];
  let repeated = 0;
  for (const { line, cells } of isHeading ? rest : [first, ...rest]) {
    const read = readEntry(order, cells);
    if (typeof read === "string") problems.push({ line, message: read });
    else {
      const key = JSON.stringify([read.phrase?.toLowerCase(), read.pattern]);
      if (entries.has(key)) repeated += 1;
      else entries.set(key, read);
    }
  }
  return { entries: [...entries.values()], repeated, problems };
}

function readEntry(order: readonly string[], cells: readonly string[]): DictionaryEntry | string {
  const given = columns.flatMap((name) => {
    const cell = cells[order.indexOf(name)]?.trim() ?? "";
    return cell === "" ? [] : [[name, cellValue(name, cell)] as const];
  });
  const read = dictionaryEntry.safeParse(Object.fromEntries(given));
  if (!read.success)
    return read.error.issues.map(({ path, message }) => `${path.join(".")} ${message}`.trim()).join("; ");
  const problem = read.data.pattern === undefined ? null : patternProblem(read.data.pattern);
  return problem ?? read.data;
}

function cellValue(name: (typeof columns)[number], cell: string): string | number | boolean {
  if (name === "weight" || name === "maximum") return Number(cell);
  if (name === "required" || name === "exclude") return /^(?:yes|true|1|x)$/i.test(cell);
  return cell;
}
