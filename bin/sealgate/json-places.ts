/** Where values stand in a JSON text, by path ("policies[0].conditions"); offsets are into the text. */
export type JsonPlaces = {
  /** Offset of each value. */
  readonly values: ReadonlyMap<string, number>;
  /** Offset of each key, by the path of its value. */
  readonly keys: ReadonlyMap<string, number>;
  /** Paths that one object gives twice; JSON readers would silently keep the last. */
  readonly repeated: readonly { readonly path: string; readonly offset: number }[];
};

type Scan = {
  readonly text: string;
  at: number;
  readonly values: Map<string, number>;
  readonly keys: Map<string, number>;
  readonly repeated: { path: string; offset: number }[];
};

/** Finds the place of every value in a text that JSON.parse has accepted. */
export function jsonPlaces(text: string): JsonPlaces {
  const scan: Scan = { text, at: 0, values: new Map(), keys: new Map(), repeated: [] };
  value(scan, "");
  return scan;
}

function value(scan: Scan, path: string): void {
  blanks(scan);
  scan.values.set(path, scan.at);
  const first = scan.text[scan.at];
  if (first === "{") members(scan, path);
  else if (first === "[") items(scan, path);
  else if (first === '"') string(scan);
  else scan.at += /^[^\s,\]}]*/.exec(scan.text.slice(scan.at, scan.at + 64))?.[0].length ?? 1;
}

function members(scan: Scan, path: string): void {
  const seen = new Set<string>();
  scan.at += 1;
  for (blanks(scan); scan.text[scan.at] !== "}"; blanks(scan)) {
    const offset = scan.at;
    const key = JSON.parse(string(scan)) as string;
    const own = path === "" ? key : `${path}.${key}`;
    if (seen.has(key)) scan.repeated.push({ path: own, offset });
    seen.add(key);
    scan.keys.set(own, offset);
    blanks(scan);
    scan.at += 1;
    value(scan, own);
    comma(scan);
  }
  scan.at += 1;
}

function items(scan: Scan, path: string): void {
  scan.at += 1;
  blanks(scan);
  for (let index = 0; scan.text[scan.at] !== "]"; index += 1) {
    value(scan, `${path}[${index}]`);
    comma(scan);
    blanks(scan);
  }
  scan.at += 1;
}

function string(scan: Scan): string {
  const start = scan.at;
  for (scan.at += 1; scan.text[scan.at] !== '"'; scan.at += 1) if (scan.text[scan.at] === "\\") scan.at += 1;
  scan.at += 1;
  return scan.text.slice(start, scan.at);
}

function comma(scan: Scan): void {
  blanks(scan);
  if (scan.text[scan.at] === ",") scan.at += 1;
}

function blanks(scan: Scan): void {
  while (/\s/.test(scan.text[scan.at] ?? "x")) scan.at += 1;
}

/** Line and column, from 1, of an offset. */
export function lineAndColumn(text: string, offset: number): { line: number; column: number } {
  const before = text.slice(0, offset);
  const lineStart = before.lastIndexOf("\n") + 1;
  return { line: before.split("\n").length, column: offset - lineStart + 1 };
}

/** The offset of the value at a path, or of what stands nearest above it. */
export function nearestOffset({ values }: JsonPlaces, path: string): number {
  for (let at = path; ; at = at.slice(0, Math.max(at.lastIndexOf("."), at.lastIndexOf("["), 0))) {
    const offset = values.get(at);
    if (offset !== undefined || at === "") return offset ?? 0;
  }
}
