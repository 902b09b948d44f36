import { confidences } from "../types.ts";
import type { Candidate, CodeSearch, Detector, NumberSearch } from "./define-detector.ts";
import { DetectorText } from "./detector-text.ts";
import { DigitRun, GapReader, isDigitCode } from "./digit-run.ts";
import { NumberWindow } from "./number-window.ts";

const LONGEST_HEAD = 8;
const LONGEST_NUMBER = 19;

type Found = { readonly candidates: Candidate[]; best: Candidate | null; until: number };
type Seeker<Search> = { readonly search: Search; readonly found: Found };

/** Runs several detectors over texts; what stands at digits is looked at once for all of them. */
export class TextScan {
  readonly #detectors: readonly Detector[];

  constructor(detectors: readonly Detector[]) {
    this.#detectors = detectors;
  }

  /** All values found in a normalised text, by the detectors' order. */
  find(text: string): Candidate[][] {
    const subject = new DetectorText(text);
    const found: Found[] = this.#detectors.map(() => ({ candidates: [], best: null, until: 0 }));
    const seekers = this.#detectors.map(({ search }, index) => ({ search, found: found[index] as Found }));
    new DigitWalk(
      subject,
      seekers.filter((seeker): seeker is Seeker<NumberSearch> => seeker.search.by === "number"),
      seekers.filter((seeker): seeker is Seeker<CodeSearch> => seeker.search.by === "code"),
    ).walk();
    for (const { search, found: into } of seekers) {
      if (search.by === "text") for (const candidate of search.find(subject)) into.candidates.push(candidate);
    }
    return found.map(({ candidates }) => candidates);
  }
}

/** What one detector finds in a normalised text. */
export function detect(detector: Detector, text: string): Candidate[] {
  return new TextScan([detector]).find(text)[0] ?? [];
}

/** One walk over all digits of a text. */
class DigitWalk {
  readonly #subject: DetectorText;
  readonly #run = new DigitRun();
  readonly #window: NumberWindow;
  readonly #byLength: Seeker<NumberSearch>[][] = Array.from({ length: LONGEST_NUMBER + 1 }, () => []);
  readonly #byHead: Seeker<CodeSearch>[][] = Array.from({ length: LONGEST_HEAD + 1 }, () => []);
  readonly #shortest: number;
  /** Detectors that read a number at the group in hand. */
  readonly #touched: Found[] = [];

  constructor(subject: DetectorText, numbers: readonly Seeker<NumberSearch>[], codes: readonly Seeker<CodeSearch>[]) {
    this.#subject = subject;
    this.#window = new NumberWindow(subject, this.#run);
    for (const seeker of numbers) {
      for (const length of seeker.search.lengths) this.#byLength[length]?.push(seeker);
    }
    for (const seeker of codes) for (const head of seeker.search.heads) this.#byHead[head]?.push(seeker);
    this.#shortest = Math.min(LONGEST_NUMBER, ...numbers.flatMap(({ search }) => search.lengths));
  }

  walk(): void {
    const { text } = this.#subject;
    const digit = /[0-9]/g;
    const gap = new GapReader();
    let joined = false;
    let total = 0;
    while (joined || digit.test(text)) {
      const start = joined ? gap.next : digit.lastIndex - 1;
      let end = start + 1;
      while (isDigitCode(text.charCodeAt(end))) end += 1;
      this.#codesAt(start, end);
      total += end - start;
      joined = gap.read(text, end);
      this.#run.add(start, end, gap.mark);
      if (joined && this.#run.isFull) this.#flush(LONGEST_NUMBER + 1);
      if (joined) continue;
      if (total >= this.#shortest) this.#numbers(this.#run.count);
      this.#run.count = 0;
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
    const run = this.#run;
    for (let from = 0; from < until; from += 1) {
      let digits = 0;
      for (let to = from; to < run.count; to += 1) {
        digits += run.lengthOf(to);
        if (digits > LONGEST_NUMBER) break;
        const seekers = this.#byLength[digits] as Seeker<NumberSearch>[];
        if (seekers.length > 0) this.#judge(seekers, from, to);
      }
      this.#settle();
    }
  }

  #judge(seekers: readonly Seeker<NumberSearch>[], from: number, to: number): void {
    const window = this.#window.place(from, to);
    const { start, end } = window;
    for (const { search, found } of seekers) {
      if (start < found.until) continue;
      const confidence = search.judge(window);
      if (confidence === null) continue;
      const { best } = found;
      if (best !== null && confidences.indexOf(best.confidence) > confidences.indexOf(confidence)) continue;
      if (best === null) this.#touched.push(found);
      found.best = { start, end, value: window.digits, confidence };
    }
  }

  /** Keeps the best reading that starts at a group. */
  #settle(): void {
    for (const found of this.#touched) {
      const { best } = found;
      if (best === null) continue;
      found.candidates.push(best);
      found.until = best.end;
      found.best = null;
    }
    this.#touched.length = 0;
  }

  /** A code may start with the letters that touch the digits, with letters and one mark before them, or at the digits. */
  #codesAt(start: number, end: number): void {
    const touching = this.#lettersBefore(start);
    this.#readCodes(touching, start - touching, end - start);
    if (touching > 0) return;
    const mark = this.#subject.text.charCodeAt(start - 1);
    if (mark !== 32 && mark !== 45 && mark !== 46) return;
    const apart = this.#lettersBefore(start - 1);
    if (apart > 0) this.#readCodes(apart, start - 1 - apart, end - start);
  }

  #lettersBefore(end: number): number {
    const { text } = this.#subject;
    let start = end;
    while (end - start <= LONGEST_HEAD && isLetter(text.charCodeAt(start - 1))) start -= 1;
    return end - start;
  }

  #readCodes(letters: number, start: number, digits: number): void {
    const seekers = this.#byHead[letters];
    if (seekers === undefined || seekers.length === 0) return;
    const before = this.#subject.text.charCodeAt(start - 1);
    if (isDigitCode(before) || before === 95) return;
    for (const { search, found } of seekers) {
      if (start < found.until || digits < search.firstDigits[0] || digits > search.firstDigits[1]) continue;
      const candidate = search.read(this.#subject, start);
      if (candidate === null) continue;
      found.candidates.push(candidate);
      found.until = candidate.end;
    }
  }
}

function isLetter(code: number): boolean {
  return (code >= 97 && code <= 122) || (code >= 65 && code <= 90);
}
