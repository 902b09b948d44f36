/** What stands between two groups of digits; otherwise the character code of a mark such as a dash. */
export const NOTHING = 0;
export const TAB = 9;
export const LINE_END = 10;
export const BLANK = 32;

const MOST_GROUPS = 1_024;

/** Neighbouring groups of digits that could be one number, in order. */
export class DigitRun {
  readonly starts = new Int32Array(MOST_GROUPS);
  readonly ends = new Int32Array(MOST_GROUPS);
  /** What stands after each group but the last. */
  readonly marks = new Uint16Array(MOST_GROUPS);
  count = 0;

  get isFull(): boolean {
    return this.count === MOST_GROUPS;
  }

  add(start: number, end: number, mark: number): void {
    this.starts[this.count] = start;
    this.ends[this.count] = end;
    this.marks[this.count] = mark;
    this.count += 1;
  }

  /** Forgets all groups but the last ones. */
  keepLast(groups: number): void {
    const from = this.count - groups;
    for (const list of [this.starts, this.ends, this.marks]) list.copyWithin(0, from, this.count);
    this.count = groups;
  }

  lengthOf(group: number): number {
    return (this.ends[group] as number) - (this.starts[group] as number);
  }

  /** How many characters stand between a group and the next one. */
  gapAfter(group: number): number {
    return (this.starts[group + 1] as number) - (this.ends[group] as number);
  }

  /** The mark after a group, or NOTHING where the run ends. */
  markAfter(group: number): number {
    return group < 0 || group >= this.count - 1 ? NOTHING : (this.marks[group] as number);
  }
}

/** Reads what may stand between two groups of digits: where the next group starts (-1: none), and the mark. */
export class GapReader {
  next = -1;
  mark: number = NOTHING;

  /** Blanks, one mark, or one line end may stand between; two cells never belong together. */
  read(text: string, end: number): boolean {
    const first = text.charCodeAt(end);
    if (first > 122 ? first !== 0xb7 && first !== 0x2022 : first >= 97 || first === 60 || first === 34) return false;
    if ((first === 32 || first === 45 || first === 46) && isDigitCode(text.charCodeAt(end + 1)))
      return this.#found(end + 1, first);
    let at = skipBlanks(text, end);
    const blanks = at - end;
    const code = text.charCodeAt(at);
    if (isDigitCode(code))
      return blanks > 0 && blanks <= 3 && this.#found(at, text.slice(end, at).includes("\t") ? TAB : BLANK);
    if (blanks > 3) return false;
    if (code === 10 || code === 13) return this.#lineEnd(text, at);
    if (!isMark(code)) return false;
    const marks = code === 45 && text.charCodeAt(at + 1) === 45 ? 2 : 1;
    const after = skipBlanks(text, at + marks);
    const more = after - at - marks;
    const next = text.charCodeAt(after);
    if (isDigitCode(next)) return blanks <= 2 && more <= 2 && code !== 44 && code !== 58 && this.#found(after, code);
    at = after;
    return more <= 3 && (next === 10 || next === 13) && this.#lineEnd(text, at);
  }

  #lineEnd(text: string, at: number): boolean {
    let start = at;
    if (text.charCodeAt(start) === 13) start += 1;
    if (text.charCodeAt(start) !== 10) return false;
    const next = skipBlanks(text, start + 1);
    return next - start - 1 <= 8 && isDigitCode(text.charCodeAt(next)) && this.#found(next, LINE_END);
  }

  #found(next: number, mark: number): boolean {
    this.next = next;
    this.mark = mark;
    return true;
  }
}

/** Whether a character code is one of 0 to 9. */
export function isDigitCode(code: number): boolean {
  return code >= 48 && code <= 57;
}

function skipBlanks(text: string, from: number): number {
  let at = from;
  const last = from + 9;
  for (; at < last; at += 1) {
    const code = text.charCodeAt(at);
    if (code !== 32 && code !== 9) break;
  }
  return at;
}

/** - . _ / · • * | and, before a line end, comma and colon. */
function isMark(code: number): boolean {
  return (
    code === 45 ||
    code === 46 ||
    code === 47 ||
    code === 95 ||
    code === 44 ||
    code === 58 ||
    code === 42 ||
    code === 124 ||
    code === 0xb7 ||
    code === 0x2022
  );
}
