/** A delimiter line of a multipart; offsets are bytes in the source. */
export type Delimiter = {
  /** Where the line end before the delimiter begins. */
  readonly before: number;
  /** Where the line after it begins. */
  readonly after: number;
  readonly closing: boolean;
};

/** Delimiters found for one boundary: those every reader takes, and lines only lax readers take. */
export type Delimiters = { readonly exact: readonly Delimiter[]; readonly loose: readonly Delimiter[] };

const LF = 10;
const CR = 13;
const MOST = 20_000;
const MOST_OTHERS = 100;

/** Finds the delimiter lines of `boundary` between two offsets. */
export function findDelimiters(source: Buffer, start: number, end: number, boundary: string): Delimiters {
  const region = source.subarray(start, end);
  const needle = Buffer.from(`--${boundary}`, "utf8");
  const exact: Delimiter[] = [];
  const loose: Delimiter[] = [];
  const others = new Map<string, boolean>();
  const isOther = (rest: string) => {
    const known = others.get(rest) ?? (others.size < MOST_OTHERS && isOtherBoundary(region, boundary, rest));
    others.set(rest, known);
    return known;
  };
  let at = region.indexOf(needle);
  while (at >= 0 && exact.length + loose.length < MOST) {
    const next = at + needle.length;
    if (at === 0 || region[at - 1] === LF || region[at - 1] === CR) {
      const lineEnd = endOfLine(region, next);
      const rest = region.toString("latin1", next, Math.min(lineEnd.at, next + 200));
      const delimiter = {
        before: start + lineStart(region, at),
        after: start + lineEnd.after,
        closing: rest.startsWith("--"),
      };
      if (/^(?:--)?[ \t]*$/.test(rest)) exact.push(delimiter);
      else if (!isOther(rest)) loose.push(delimiter);
    }
    at = region.indexOf(needle, next);
  }
  return { exact, loose };
}

function lineStart(region: Buffer, at: number): number {
  if (at > 0 && region[at - 1] === LF) return at > 1 && region[at - 2] === CR ? at - 2 : at - 1;
  return at > 0 && region[at - 1] === CR ? at - 1 : at;
}

function endOfLine(region: Buffer, from: number): { at: number; after: number } {
  for (let index = from; index < region.length; index += 1) {
    if (region[index] === LF) return { at: index, after: index + 1 };
    if (region[index] === CR) return { at: index, after: region[index + 1] === LF ? index + 2 : index + 1 };
  }
  return { at: region.length, after: region.length };
}

/** Whether the line belongs to a nested multipart whose boundary merely begins with this one. */
function isOtherBoundary(region: Buffer, boundary: string, rest: string): boolean {
  const other = boundary + rest.replace(/(?:--)?[ \t]*$/, "");
  return ['"', "=", "'"].some((quote) => region.includes(`${quote}${other}`));
}

/** Guesses the boundary of a multipart that declares none: the first line that looks like a delimiter. */
export function guessBoundary(source: Buffer, start: number, end: number): string | null {
  const text = source.toString("latin1", start, Math.min(end, start + 65_536));
  const line = /(?:^|[\r\n])--([^\s-][^\r\n]{0,199})\r?\n(?=[A-Za-z-]{1,60}[ \t]?:|\r?\n)/.exec(text);
  return line === null ? null : Buffer.from((line[1] as string).trimEnd(), "latin1").toString("utf8");
}
