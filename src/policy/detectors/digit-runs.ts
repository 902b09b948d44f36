/** Neighbouring groups of digits with what stands between them. */
export type DigitRun = {
  /** Start and end of each group in the text. */
  readonly groups: readonly { readonly start: number; readonly end: number }[];
  /** Separator after each group but the last; line ends within it are "\n". */
  readonly separators: readonly string[];
};

const MOST_GROUPS = 400;
const between =
  /^(?:[ \t]{0,3}\r?\n[ \t]{0,8}|[ \t]{0,3}[-._/·•*|,:][ \t]{0,3}\r?\n[ \t]{0,8}|[ \t]{1,3}|[ \t]{0,2}[-._/·•*|][ \t]{0,2})$/;

/** Runs of digit groups that could be one number: blanks, dashes, dots or one line end between them. */
export function* digitRuns(text: string): Generator<DigitRun> {
  const digits = /[0-9]+/g;
  let groups: { start: number; end: number }[] = [];
  let separators: string[] = [];
  for (let match = digits.exec(text); match !== null; match = digits.exec(text)) {
    const group = { start: match.index, end: digits.lastIndex };
    const last = groups.at(-1);
    const gap = last === undefined || group.start - last.end > 16 ? null : text.slice(last.end, group.start);
    if (gap !== null && groups.length < MOST_GROUPS && between.test(gap)) {
      separators.push(gap.includes("\n") ? "\n" : gap.trim() === "" ? " " : gap.trim());
    } else {
      if (groups.length > 0) yield { groups, separators };
      groups = [];
      separators = [];
    }
    groups.push(group);
  }
  if (groups.length > 0) yield { groups, separators };
}
