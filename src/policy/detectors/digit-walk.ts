import type { Confidence } from "../types.ts";
import { confidences } from "../types.ts";
import type { DetectorText } from "./detector-text.ts";
import { BLANK, type DigitRun, GapReader, isDigitCode, LINE_END, NOTHING } from "./digit-run.ts";
import { signatureOfGroup, signatureWith } from "./form-signature.ts";
import { NumberWindow } from "./number-window.ts";
import { type Found, LONGEST_HEAD, LONGEST_NUMBER, type SearchTable } from "./search-table.ts";

const SHORTEST_NUMBER = 6;

/** One walk over all digits of a text, for all detectors that look at digits. */
export class DigitWalk {
  readonly #subject: DetectorText;
  readonly #text: string;
  readonly #found: readonly Found[];
  readonly #run: DigitRun;
  readonly #window: NumberWindow;
  /** Detectors that read a number at the group in hand. */
  readonly #touched: Found[] = [];
  readonly #tables: readonly SearchTable[];
  /** Numbers of digits, one bit each, that some form has. */
  readonly #inForms: number;
  /** The first four digits from the group in hand on. */
  #first = 0;

  constructor(subject: DetectorText, tables: readonly SearchTable[], found: readonly Found[], run: DigitRun) {
    run.count = 0;
    this.#run = run;
    this.#subject = subject;
    this.#text = subject.text;
    this.#tables = tables;
    this.#inForms = tables.reduce((lengths, table) => lengths | table.inForms, 0);
    this.#found = found;
    this.#window = new NumberWindow(subject, run);
  }

  /** Walks from the first digit to the last. */
  walk(): void {
    const text = this.#text;
    const run = this.#run;
    const digit = /[0-9]/g;
    const gap = new GapReader();
    let joined = false;
    let total = 0;
    while (joined || digit.test(text)) {
      const start = joined ? gap.next : digit.lastIndex - 1;
      let end = start + 1;
      while (isDigitCode(text.charCodeAt(end))) end += 1;
      this.#codesAt(start, end - start);
      total += end - start;
      joined = gap.read(text, end);
      run.add(start, end, gap.mark);
      if (joined) {
        if (run.isFull) this.#flush(LONGEST_NUMBER + 1);
        continue;
      }
      if (total >= SHORTEST_NUMBER) this.#numbers(run.count);
      run.count = 0;
      total = 0;
      digit.lastIndex = end;
    }
  }

  /** Looks at all groups of a full run that have enough successors, and keeps the others. */
  #flush(kept: number): void {
    this.#numbers(this.#run.count - kept + 1);
    this.#run.keepLast(kept);
  }

  #numbers(until: number): void {
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
    for (let to = from; to < run.count; to += 1) {
      const length = run.lengthOf(to);
      digits += length;
      if (digits > LONGEST_NUMBER) return;
      if (to === from) signature = signatureOfGroup(length);
      else {
        const before = run.marks[to - 1] as number;
        if (before === LINE_END) breaks += 1;
        else if (mark === NOTHING) mark = before;
        else if (mark !== before) mixed = true;
        signature = signatureWith(signature, to - from, before, length);
      }
      const bit = 1 << digits;
      if ((this.#inForms & bit) !== 0 && breaks < 2) {
        this.#window.place(from, to);
        if (breaks === 0) this.#inForm(signature);
        else this.#inBrokenForm(from, to, mark === NOTHING ? BLANK : mark);
      }
      if ((lengths & bit) === 0 || mixed) continue;
      this.#window.place(from, to);
      this.#inAnyForm(digits, breaks === 0 ? signature : -1);
    }
  }

  /** Numbers of digits, one bit each, worth a look in any form from a group on. */
  #lengthsFrom(from: number): number {
    this.#first = this.#firstFour(from);
    let lengths = 0;
    for (const table of this.#tables) lengths |= table.lengthsAfter(this.#first);
    return lengths;
  }

  #inForm(signature: number): void {
    for (const table of this.#tables) {
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
    for (const table of this.#tables) {
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

  /** A code may start with the letters that touch the digits, with letters and one mark before them, or at the digits. */
  #codesAt(start: number, length: number): void {
    const digits = Math.min(length, LONGEST_NUMBER);
    const before = this.#text.charCodeAt(start - 1);
    if (isLetter(before)) {
      const touching = this.#lettersBefore(start);
      this.#readCodes(touching, start - touching, digits);
      return;
    }
    this.#readCodes(0, start, digits);
    if ((before !== 32 && before !== 45 && before !== 46) || !isLetter(this.#text.charCodeAt(start - 2))) return;
    const apart = this.#lettersBefore(start - 1);
    this.#readCodes(apart, start - 1 - apart, digits);
  }

  #lettersBefore(end: number): number {
    let start = end;
    while (end - start <= LONGEST_HEAD && isLetter(this.#text.charCodeAt(start - 1))) start -= 1;
    return end - start;
  }

  #readCodes(letters: number, start: number, digits: number): void {
    for (const table of this.#tables) {
      for (const { index, search } of table.codes[letters]?.[digits] ?? []) {
        const found = this.#found[index] as Found;
        if (start < found.until) continue;
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

function isLetter(code: number): boolean {
  return (code >= 97 && code <= 122) || (code >= 65 && code <= 90);
}
