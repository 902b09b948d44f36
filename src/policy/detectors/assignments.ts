/** A value after a name and a colon or equals sign. */
export type Assignment = {
  readonly start: number;
  readonly end: number;
  readonly name: string;
  readonly value: string;
};

const sign = /[:=]/g;
const nameBefore = /([\p{L}][\p{L} _.-]{1,40})["'\]]{0,2}[ \t]{0,3}$/u;
const valueAfter = /[:=>]{0,2}[ \t]{0,3}(?:"([^"\r\n]{1,256})"|'([^'\r\n]{1,256})'|([^\s"'`<>,;]{1,256}))/y;
const LONGEST_NAME = 48;

/** Every "name: value" and "name = value" of a text whose name ends in one of the given three letters. */
export function* assignments(text: string, endings: ReadonlySet<string>): Generator<Assignment> {
  let next = 0;
  for (;;) {
    sign.lastIndex = next;
    if (!sign.test(text)) return;
    next = sign.lastIndex;
    const index = next - 1;
    if (!endings.has(lastLetters(text, index))) continue;
    const before = text.slice(Math.max(0, index - LONGEST_NAME), index);
    const name = nameBefore.exec(before);
    if (name === null) continue;
    valueAfter.lastIndex = index + 1;
    const match = valueAfter.exec(text);
    const value = match?.[1] ?? match?.[2] ?? match?.[3];
    if (value === undefined) continue;
    yield {
      start: index - before.length + name.index,
      end: valueAfter.lastIndex,
      name: (name[1] as string).trimEnd(),
      value,
    };
  }
}

/** The three characters before an offset, without blanks, quotes and brackets between, in small letters. */
function lastLetters(text: string, offset: number): string {
  let end = offset;
  for (let skipped = 0; skipped < 5 && isFiller(text.charCodeAt(end - 1)); skipped += 1) end -= 1;
  return text.slice(Math.max(0, end - 3), end).toLowerCase();
}

/** Blank, tab, quotes and the closing bracket. */
function isFiller(code: number): boolean {
  return code === 32 || code === 9 || code === 34 || code === 39 || code === 93;
}
