import { LINE_END, NOTHING } from "./digit-run.ts";
import type { NumberWindow } from "./number-window.ts";

type Check = (digits: string) => boolean;

const MOST_ROWS = 4;
const expiry = /^(?:(?:0[1-9]|1[0-2])[0-9]{2}|(?:19|20)[0-9]{2})$/;

/** Whether a number is only a stretch of a row of like groups, or stands in a list of numbers of another kind. */
export function isAmongOthers(window: NumberWindow, isValid: Check): boolean {
  return isStretchOfRow(window, isValid) || isInListOfOthers(window, isValid);
}

/**
 * Groups that go on before or after with the same mark and make no valid number: like groups on one side, or columns of
 * three or more digits on both. An expiry date may follow.
 */
function isStretchOfRow(window: NumberWindow, isValid: Check): boolean {
  const { run, from, to } = window;
  if (from === to) return false;
  if (isAmidLines(window)) return true;
  const mark = run.markAfter(from);
  const length = run.lengthOf(from);
  const size = to - from + 1;
  const before = run.markAfter(from - 1) === mark ? run.lengthOf(from - 1) : 0;
  const after = run.markAfter(to) === mark ? run.lengthOf(to + 1) : 0;
  const otherBefore = isColumn(before, length) && !(from >= size && isValid(window.digitsOf(from - size, from - 1)));
  const otherAfter = isColumn(after, length) && !(to + size < run.count && isValid(window.digitsOf(to + 1, to + size)));
  if (otherBefore && (otherAfter || before === length)) return true;
  if (!otherAfter || after !== length || run.lengthOf(to) !== length) return false;
  const goesOn = run.markAfter(to + 1) === mark && run.lengthOf(to + 2) === length;
  return goesOn || !expiry.test(window.digitsOf(to + 1, to + 1));
}

/** Whether a neighbouring group counts: short ones of another length do not. */
function isColumn(neighbour: number, length: number): boolean {
  return neighbour >= 3 || (neighbour > 0 && neighbour === length);
}

/** Whether each group has its own line and such lines go on before or after: a list, not one number. */
function isAmidLines({ run, from, to }: NumberWindow): boolean {
  for (let group = from; group < to; group += 1) if (run.markAfter(group) !== LINE_END) return false;
  return run.markAfter(from - 1) === LINE_END || run.markAfter(to) === LINE_END;
}

/** Numbers of the same form on the lines around, most of which fail the check. */
function isInListOfOthers(window: NumberWindow, isValid: Check): boolean {
  const { run, from, to } = window;
  const size = to - from + 1;
  let valid = 1;
  let others = 0;
  for (const step of [-size, size]) {
    for (let row = 1; row <= MOST_ROWS; row += 1) {
      const start = from + row * step;
      if (start < 0 || start + size > run.count || !isAlike(window, start, size, step)) break;
      if (isValid(window.digitsOf(start, start + size - 1))) valid += 1;
      else others += 1;
    }
  }
  return others >= 3 && others > 2 * valid;
}

/** Whether the groups from `start` are formed as the window's and a line end divides them from the row nearer to it. */
function isAlike({ run, from }: NumberWindow, start: number, size: number, step: number): boolean {
  if (run.markAfter(step < 0 ? start + size - 1 : start - 1) !== LINE_END) return false;
  for (let index = 0; index < size; index += 1) {
    if (run.lengthOf(start + index) !== run.lengthOf(from + index)) return false;
    const mark = index === size - 1 ? NOTHING : run.markAfter(from + index);
    if (mark !== NOTHING && run.markAfter(start + index) !== mark) return false;
  }
  return true;
}
