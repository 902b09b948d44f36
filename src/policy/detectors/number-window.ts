import type { DetectorText } from "./detector-text.ts";
import { BLANK, type DigitRun, isDigitCode, LINE_END, NOTHING } from "./digit-run.ts";

const POINT = 46;

/** Groups of digits that are looked at as one number; the same object is moved over a whole text. */
export class NumberWindow {
  readonly text: DetectorText;
  readonly run: DigitRun;
  from = 0;
  to = 0;
  #digits: string | null = null;
  #forms: readonly string[] | null = null;

  constructor(text: DetectorText, run: DigitRun) {
    this.text = text;
    this.run = run;
  }

  /** Looks at the groups from one to another, both included. */
  place(from: number, to: number): this {
    this.from = from;
    this.to = to;
    this.#digits = null;
    this.#forms = null;
    return this;
  }

  get start(): number {
    return this.run.starts[this.from] as number;
  }

  get end(): number {
    return this.run.ends[this.to] as number;
  }

  /** The digits without what stands between them. */
  get digits(): string {
    this.#digits ??= this.digitsOf(this.from, this.to);
    return this.#digits;
  }

  /** The digits of some groups of the run. */
  digitsOf(from: number, to: number): string {
    let digits = "";
    for (let group = from; group <= to; group += 1)
      digits += this.text.text.slice(this.run.starts[group], this.run.ends[group]);
    return digits;
  }

  /**
   * How the number is written: lengths of groups and the marks between, such as "3-2-4" or "16".
   * One line end within is read both as a mark that was lost and as a break inside a group.
   */
  get forms(): readonly string[] {
    this.#forms ??= this.#findForms();
    return this.#forms;
  }

  /** Whether one kind of mark, and line ends, stand between the groups. */
  get hasOneMark(): boolean {
    let mark = NOTHING;
    for (let group = this.from; group < this.to; group += 1) {
      const other = this.run.marks[group] as number;
      if (other === LINE_END || other === mark) continue;
      if (mark !== NOTHING) return false;
      mark = other;
    }
    return true;
  }

  /** Whether the number stands for itself: no letter touches it, and it is no piece of something longer. */
  get standsAlone(): boolean {
    return !this.isPiece && !this.touchesWord && !this.text.insideAddress(this.start);
  }

  /** Whether a letter touches the number, or, where it is one group, a mark that makes it an identifier in code. */
  get touchesWord(): boolean {
    const { text } = this.text;
    const before = text.charCodeAt(this.start - 1);
    if (isWordCode(before) || isWordCode(text.charCodeAt(this.end))) return true;
    if (this.from < this.to) return false;
    return (
      isCodeMark(before) || (before === 61 && identifier.test(text.slice(Math.max(0, this.start - 24), this.start)))
    );
  }

  /** Whether a point joins it to more digits, as in a decimal fraction. */
  get isDecimal(): boolean {
    const { run, from, to } = this;
    return (
      (run.markAfter(from - 1) === POINT && run.gapAfter(from - 1) === 1) ||
      (run.markAfter(to) === POINT && run.gapAfter(to) === 1)
    );
  }

  /** Whether it is a piece of a longer number, code or amount. */
  get isPiece(): boolean {
    if (this.isJoined()) return true;
    if (!this.#has(BLANK)) return false;
    const { run, from, to } = this;
    return (
      (run.markAfter(from - 1) === BLANK && run.gapAfter(from - 1) === 1) ||
      (run.markAfter(to) === BLANK && run.gapAfter(to) === 1)
    );
  }

  /** Whether a mark joins it to more digits or words, or a currency makes it an amount. */
  isJoined(loose: readonly number[] = []): boolean {
    const { run, from, to } = this;
    for (const group of [from - 1, to]) {
      const mark = run.markAfter(group);
      if (mark > BLANK && run.gapAfter(group) === 1 && !loose.includes(mark)) return true;
    }
    const { text } = this.text;
    const before = text.charCodeAt(this.start - 1);
    const further = text.charCodeAt(this.start - 2);
    if (isAmountMark(before)) return true;
    if ((before === 45 || before === 47) && isWordOrDigit(further))
      return !loose.includes(before) || !isDigitCode(further);
    return text.charCodeAt(this.end) === 45 && isWordOrDigit(text.charCodeAt(this.end + 1));
  }

  #has(mark: number): boolean {
    for (let group = this.from; group < this.to; group += 1) if (this.run.marks[group] === mark) return true;
    return false;
  }

  #findForms(): readonly string[] {
    const breaks = this.#lineEnds();
    if (breaks > 1) return [];
    if (breaks === 0) return [this.#form(BLANK)];
    let mark = BLANK;
    for (let group = this.from; group < this.to; group += 1) {
      const other = this.run.marks[group] as number;
      if (other !== LINE_END) mark = other;
    }
    return [this.#form(mark), this.#form(NOTHING)];
  }

  #lineEnds(): number {
    let count = 0;
    for (let group = this.from; group < this.to; group += 1) if (this.run.marks[group] === LINE_END) count += 1;
    return count;
  }

  /** The form with a mark in the place of a line end; NOTHING joins the groups. */
  #form(instead: number): string {
    let form = "";
    let length = 0;
    for (let group = this.from; group <= this.to; group += 1) {
      length += this.run.lengthOf(group);
      const mark = group === this.to ? NOTHING : (this.run.marks[group] as number);
      if (mark === LINE_END && instead === NOTHING) continue;
      form += length + (group === this.to ? "" : String.fromCharCode(mark === LINE_END ? instead : mark));
      length = 0;
    }
    return form;
  }
}

/** & % # */
function isCodeMark(code: number): boolean {
  return code === 38 || code === 37 || code === 35;
}

/** Names that programs give to numbers of no meaning to people. */
const identifier =
  /(?:id|ref|order|session|trace|request|seq|key|hash|time|stamp|ts|amount|total|count|size|length|offset|version|build|serial|tracking|token)["']?=$/i;

/** + $ £ € */
function isAmountMark(code: number): boolean {
  return code === 43 || code === 36 || code === 0xa3 || code === 0x20ac;
}

function isWordOrDigit(code: number): boolean {
  return isDigitCode(code) || isWordCode(code);
}

/** Letters but for those of scripts that put no blanks between words: there a number touches the word before it. */
const letter =
  /(?![\p{scx=Han}\p{scx=Hiragana}\p{scx=Katakana}\p{scx=Hangul}\p{scx=Thai}\p{scx=Lao}\p{scx=Khmer}\p{scx=Myanmar}])\p{L}/u;

function isWordCode(code: number): boolean {
  if (code < 0x80) return (code >= 97 && code <= 122) || (code >= 65 && code <= 90) || code === 95;
  return letter.test(String.fromCharCode(code));
}
