import { type Confidence, confidences } from "../types.ts";
import type { DetectorText } from "./detector-text.ts";
import { BLANK, type DigitRun, LINE_END, NOTHING } from "./digit-run.ts";
import { signatureOfGroup, signatureWith } from "./form-signature.ts";
import { NumberWindow } from "./number-window.ts";
import { type Found, LONGEST_NUMBER } from "./search-table.ts";
import type { TablesInUse } from "./tables-in-use.ts";

/** Looks at all numbers that neighbouring groups of digits can be. */
export class NumberSeeker {
  readonly #text: string;
  readonly #run: DigitRun;
  readonly #window: NumberWindow;
  readonly #tables: TablesInUse;
  readonly #found: readonly Found[];
  /** Detectors that read a number at the group in hand. */
  readonly #touched: Found[] = [];
  /** The first four digits from the group in hand on. */
  #first = 0;

  constructor(subject: DetectorText, run: DigitRun, tables: TablesInUse, found: readonly Found[]) {
    this.#text = subject.text;
    this.#run = run;
    this.#window = new NumberWindow(subject, run);
    this.#tables = tables;
    this.#found = found;
  }

  /** Looks at the numbers that start with one of the first groups. */
  seek(until: number): void {
    for (let from = 0; from < until; from += 1) {
      this.#numbersAt(from);
      if (this.#touched.length > 0) this.#settle();
    }
  }

  /** Looks at every number that starts with a group. */
  #numbersAt(from: number): void {
    const run = this.#run;
    const lengths = this.#lengthsFrom(from);
    let digits = 0;
    let signature = 0;
    let breaks = 0;
    let mark: number = NOTHING;
    let mixed = false;
    let fours = true;
    for (let to = from; to < run.count; to += 1) {
      const length = run.lengthOf(to);
      digits += length;
      if (digits > LONGEST_NUMBER) return;
      fours &&= length === 4;
      if (to === from) signature = signatureOfGroup(length);
      else {
        const before = run.marks[to - 1] as number;
        if (before === LINE_END) breaks += 1;
        else if (mark === NOTHING) mark = before;
        else if (mark !== before) mixed = true;
        signature = signatureWith(signature, to - from, before, length);
      }
      const bit = 1 << digits;
      // Different marks make no number, but for four groups of four.
      const odd = mixed && !(fours && digits === 16);
      const { possible } = this.#tables;
      if (possible !== null && !odd && (possible.lengths & bit) !== 0) {
        if (this.#tables.settle()) {
          this.#numbersAt(from);
          return;
        }
      }
      if ((this.#tables.inForms & bit) !== 0 && breaks < 2) {
        this.#window.place(from, to);
        if (breaks === 0) this.#inForm(signature);
        else this.#inBrokenForm(from, to, mark === NOTHING ? BLANK : mark);
      }
      if ((lengths & bit) === 0 || odd) continue;
      this.#window.place(from, to);
      this.#inAnyForm(digits, breaks === 0 ? signature : -1);
    }
  }

  /** Numbers of digits, one bit each, worth a look in any form from a group on. */
  #lengthsFrom(from: number): number {
    this.#first = this.#firstFour(from);
    let lengths = 0;
    for (const table of this.#tables.list) lengths |= table.lengthsAfter(this.#first);
    return lengths;
  }

  #inForm(signature: number): void {
    for (const table of this.#tables.list) {
      const asked = table.forms.get(signature);
      if (asked === undefined) continue;
      for (const { index, search, alone } of asked) {
        const found = this.#found[index] as Found;
        if (this.#window.start >= found.until) this.#take(found, search.judge(this.#window, alone));
      }
    }
  }

  /** A line end stands for a mark that was lost, or breaks a group in two. */
  #inBrokenForm(from: number, to: number, mark: number): void {
    const run = this.#run;
    let whole = 0;
    let joined = 0;
    let groups = 0;
    let length = 0;
    for (let group = from; group <= to; group += 1) {
      const here = run.lengthOf(group);
      const before = group === from ? NOTHING : (run.marks[group - 1] as number);
      whole =
        group === from
          ? signatureOfGroup(here)
          : signatureWith(whole, group - from, before === LINE_END ? mark : before, here);
      length += here;
      if (group < to && run.marks[group] === LINE_END) continue;
      const first = before === LINE_END ? run.markAfter(group - 2) : before;
      joined = groups === 0 ? signatureOfGroup(length) : signatureWith(joined, groups, first, length);
      groups += 1;
      length = 0;
    }
    this.#inForm(whole);
    this.#inForm(joined);
  }

  #inAnyForm(digits: number, signature: number): void {
    for (const table of this.#tables.list) {
      for (const { index, search } of table.digits[digits] ?? []) {
        const found = this.#found[index] as Found;
        if (this.#window.start < found.until) continue;
        if (search.lengthsAfter !== undefined && !((search.lengthsAfter(this.#first) >> digits) & 1)) continue;
        this.#take(found, search.judge(this.#window));
      }
      for (const { index, search, signatures } of table.unusual[digits] ?? []) {
        const found = this.#found[index] as Found;
        if (this.#window.start < found.until || signatures.has(signature)) continue;
        this.#take(found, search.judge(this.#window, undefined));
      }
    }
  }

  /** The first four digits of the number that starts with a group. */
  #firstFour(from: number): number {
    let value = 0;
    let taken = 0;
    for (let group = from; taken < 4 && group < this.#run.count; group += 1) {
      const end = this.#run.ends[group] as number;
      for (let at = this.#run.starts[group] as number; at < end && taken < 4; at += 1, taken += 1)
        value = value * 10 + this.#text.charCodeAt(at) - 48;
    }
    return value;
  }

  #take(found: Found, confidence: Confidence | null): void {
    if (confidence === null) return;
    const { best } = found;
    if (best !== null && confidences.indexOf(best.confidence) > confidences.indexOf(confidence)) return;
    if (best === null) this.#touched.push(found);
    const { start, end, digits } = this.#window;
    found.best = { start, end, value: digits, confidence };
  }

  /** Keeps the best reading that starts at a group. */
  #settle(): void {
    for (const found of this.#touched) {
      const best = found.best;
      if (best === null) continue;
      found.candidates.push(best);
      found.until = best.end;
      found.best = null;
    }
    this.#touched.length = 0;
  }
}
