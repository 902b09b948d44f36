import type { DetectorText } from "./detector-text.ts";
import { isDigitCode } from "./digit-run.ts";
import { isLetterCode } from "./letter-code.ts";
import { type Found, LONGEST_HEAD, LONGEST_NUMBER } from "./search-table.ts";
import type { TablesInUse } from "./tables-in-use.ts";

/** Looks at all codes of letters and digits that a group of digits can belong to. */
export class CodeSeeker {
  readonly #subject: DetectorText;
  readonly #text: string;
  readonly #tables: TablesInUse;
  readonly #found: readonly Found[];
  /** The character after the digits in hand. */
  #next = 0;

  constructor(subject: DetectorText, tables: TablesInUse, found: readonly Found[]) {
    this.#subject = subject;
    this.#text = subject.text;
    this.#tables = tables;
    this.#found = found;
  }

  /** A code may start with the letters that touch the digits, with letters and one mark before them, or at the digits. */
  seek(start: number, length: number): void {
    const digits = Math.min(length, LONGEST_NUMBER);
    this.#next = this.#text.charCodeAt(start + length);
    const before = this.#text.charCodeAt(start - 1);
    if (isLetterCode(before)) {
      const touching = this.#lettersBefore(start);
      if (this.#isAsked(touching)) this.#readCodes(touching, start - touching, digits);
      return;
    }
    if (this.#isAsked(0)) this.#readCodes(0, start, digits);
    if ((before !== 32 && before !== 45 && before !== 46) || !isLetterCode(this.#text.charCodeAt(start - 2))) return;
    const apart = this.#lettersBefore(start - 1);
    if (this.#isAsked(apart)) this.#readCodes(apart, start - 1 - apart, digits);
  }

  /** Whether some code has so many letters before its digits. */
  #isAsked(letters: number): boolean {
    return ((this.#tables.heads >> letters) & 1) === 1;
  }

  #lettersBefore(end: number): number {
    let start = end;
    while (end - start <= LONGEST_HEAD && isLetterCode(this.#text.charCodeAt(start - 1))) start -= 1;
    return end - start;
  }

  #readCodes(letters: number, start: number, digits: number): void {
    if (this.#tables.possible?.codes[letters]?.[digits]?.length) this.#tables.settle();
    for (const table of this.#tables.list) {
      for (const { index, search } of table.codes[letters]?.[digits] ?? []) {
        const found = this.#found[index] as Found;
        if (start < found.until || search.goesOn?.(digits, this.#next) === false) continue;
        const before = this.#text.charCodeAt(start - 1);
        if (isDigitCode(before) || before === 95) return;
        const candidate = search.read(this.#subject, start);
        if (candidate === null) continue;
        found.candidates.push(candidate);
        found.until = candidate.end;
      }
    }
  }
}
