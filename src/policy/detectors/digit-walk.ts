import { CodeSeeker } from "./code-seeker.ts";
import type { DetectorText } from "./detector-text.ts";
import { type DigitRun, GapReader, isDigitCode } from "./digit-run.ts";
import { NumberSeeker } from "./number-seeker.ts";
import { type Found, LONGEST_NUMBER } from "./search-table.ts";
import { type Tables, TablesInUse } from "./tables-in-use.ts";

/** Walks once over all digits of a text, for all detectors that look at digits; the run is scratch space. */
export function walkDigits(subject: DetectorText, tables: Tables, found: readonly Found[], run: DigitRun): void {
  const { text } = subject;
  const inUse = new TablesInUse(tables);
  const codes = new CodeSeeker(subject, inUse, found);
  const numbers = new NumberSeeker(subject, run, inUse, found);
  const digit = /[0-9]/g;
  const gap = new GapReader();
  let joined = false;
  let total = 0;
  run.count = 0;
  while (joined || digit.test(text)) {
    const start = joined ? gap.next : digit.lastIndex - 1;
    let end = start + 1;
    while (isDigitCode(text.charCodeAt(end))) end += 1;
    codes.seek(start, end - start);
    total += end - start;
    joined = gap.read(text, end);
    run.add(start, end, gap.mark);
    if (joined) {
      if (run.isFull) seekAllButLast(numbers, run);
      continue;
    }
    if (total >= inUse.fewest) numbers.seek(run.count);
    run.count = 0;
    total = 0;
    digit.lastIndex = end;
  }
}

/** Looks at all groups of a full run that have enough successors, and keeps the others. */
function seekAllButLast(numbers: NumberSeeker, run: DigitRun): void {
  const kept = LONGEST_NUMBER + 1;
  numbers.seek(run.count - kept + 1);
  run.keepLast(kept);
}
