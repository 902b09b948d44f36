import { BLANK, foldTable } from "./fold.ts";

/** Cells of whole transition rows; the rest of the states have few edges, which are searched. */
const MOST_CELLS = 2_000_000;
const FEW = 4;

/**
 * A trie with failure links in flat arrays; state 0 is the root and states are numbered level by level. A state behind a
 * blank stays where it is at further blanks.
 */
export type Trie = {
  /** Symbol of each code unit in any case; 0 where no phrase has it. */
  readonly symbolOf: Uint16Array;
  readonly classes: number;
  /** The symbol of a blank. */
  readonly blank: number;
  /** How many states, from the root on, have a whole row. */
  readonly dense: number;
  /** For each state and symbol the next state as `entryOf` has it. */
  readonly rows: Int32Array;
  readonly fail: Int32Array;
  /** One more than the phrase that ends at a state; 0 where none does. */
  readonly ends: Int32Array;
  /** The nearest state on the way back at which a phrase ends; 0 where there is none. */
  readonly shorter: Int32Array;
  /** Symbol of the edge by which a state is reached. */
  readonly symbol: Uint16Array;
  /** A state's children are those from `first` of it up to `first` of the next state, by symbol. */
  readonly first: Int32Array;
  /** Each state as `entryOf` has it. */
  readonly entries: Int32Array;
};

/** Builds the trie of distinct, non-empty phrases. */
export function buildTrie(phrases: readonly string[]): Trie {
  const order = Array.from(phrases.keys()).sort((a, b) => ((phrases[a] as string) < (phrases[b] as string) ? -1 : 1));
  const sorted = order.map((index) => phrases[index] as string);
  const { classOf, classes } = classify(sorted);
  const symbolOf = Uint16Array.from(foldTable, (unit) => classOf[unit] as number);
  const levels = readLevels(sorted, order);
  const states = levels.unit.length;
  const dense = Math.max(1, Math.min(states, Math.floor(MOST_CELLS / classes)));
  const trie = {
    symbolOf,
    classes,
    blank: classOf[BLANK] as number,
    dense,
    rows: new Int32Array(dense * classes),
    fail: new Int32Array(states),
    ends: Int32Array.from(levels.ends),
    shorter: new Int32Array(states),
    symbol: Uint16Array.from(levels.unit, (unit) => classOf[unit] as number),
    first: Int32Array.from(levels.first),
    entries: new Int32Array(states),
  };
  link(trie);
  for (let state = 0; state < states; state += 1) trie.entries[state] = entryOf(trie, state);
  for (let cell = 0; cell < trie.rows.length; cell += 1)
    trie.rows[cell] = trie.entries[trie.rows[cell] as number] as number;
  return trie;
}

/** A state as a number to go on with: twice the place of its row (`stateAt`), one more where a phrase ends. */
function entryOf({ classes, dense, ends, shorter }: Trie, state: number): number {
  const row = state < dense ? state * classes : dense * classes + state - dense;
  return row * 2 + (ends[state] === 0 && shorter[state] === 0 ? 0 : 1);
}

/** The state whose row is at a place; those without one count on behind the last row. */
export function stateAt({ classes, dense }: Trie, row: number): number {
  return row < dense * classes ? row / classes : row - dense * classes + dense;
}

/** The next state of one without a row, as `entryOf` has it. */
export function entryWithoutRow(trie: Trie, from: number, wanted: number): number {
  const { dense, rows, classes, blank, symbol, entries, fail } = trie;
  if (wanted === blank && symbol[from] === blank) return entries[from] as number;
  let state = from;
  for (; state >= dense; state = fail[state] as number) {
    const next = childOf(trie, state, wanted);
    if (next > 0) return entries[next] as number;
  }
  return rows[state * classes + wanted] as number;
}

/** The child of a state by an edge; 0 where there is none. */
function childOf({ first, symbol }: Trie, state: number, wanted: number): number {
  let low = first[state] as number;
  let high = first[state + 1] as number;
  while (high - low > FEW) {
    const middle = (low + high) >> 1;
    if ((symbol[middle] as number) <= wanted) low = middle;
    else high = middle;
  }
  for (; low < high; low += 1) if (symbol[low] === wanted) return low;
  return 0;
}

/** Numbers the code units of the phrases, and the blank, in their order. */
function classify(phrases: readonly string[]): { classOf: Uint16Array; classes: number } {
  const classOf = new Uint16Array(65_536);
  classOf[BLANK] = 1;
  for (const phrase of phrases) for (let at = 0; at < phrase.length; at += 1) classOf[phrase.charCodeAt(at)] = 1;
  let classes = 1;
  for (let unit = 0; unit < classOf.length; unit += 1) if (classOf[unit] === 1) classOf[unit] = classes++;
  return { classOf, classes };
}

type Levels = { readonly first: number[]; readonly unit: number[]; readonly ends: number[] };

/** Numbers the states level by level: a state is a range of sorted phrases that begin alike. */
function readLevels(sorted: readonly string[], order: readonly number[]): Levels {
  const first: number[] = [];
  const unit = [0];
  const ends = [0];
  let level = [{ state: 0, from: 0, to: sorted.length }];
  for (let depth = 0; level.length > 0; depth += 1) {
    const next: typeof level = [];
    for (const { state, from, to } of level) {
      first.push(unit.length);
      let at = from;
      if (sorted[at]?.length === depth) {
        if (depth > 0) ends[state] = (order[at] as number) + 1;
        at += 1;
      }
      while (at < to) {
        const begin = at;
        const code = (sorted[at] as string).charCodeAt(depth);
        while (at < to && (sorted[at] as string).charCodeAt(depth) === code) at += 1;
        ends.push(0);
        next.push({ state: unit.push(code) - 1, from: begin, to: at });
      }
    }
    level = next;
  }
  first.push(unit.length);
  return { first, unit, ends };
}

/** Where a state leads while rows still hold states. */
function wayFrom(trie: Trie, from: number, wanted: number): number {
  const { dense, rows, classes, blank, symbol, fail } = trie;
  if (from > 0 && wanted === blank && symbol[from] === blank) return from;
  let state = from;
  for (; state >= dense; state = fail[state] as number) {
    const next = childOf(trie, state, wanted);
    if (next > 0) return next;
  }
  return rows[state * classes + wanted] as number;
}

/** Sets rows and ways back, parents first: a state's way back is nearer to the root, so it is complete already. */
function link(trie: Trie): void {
  const { first, symbol, fail, shorter, ends, rows, classes, blank, dense } = trie;
  for (let state = 0; state < fail.length; state += 1) {
    const back = fail[state] as number;
    if (state > 0 && state < dense) rows.copyWithin(state * classes, back * classes, (back + 1) * classes);
    if (state > 0 && state < dense && symbol[state] === blank) rows[state * classes + blank] = state;
    const last = first[state + 1] as number;
    for (let child = first[state] as number; child < last; child += 1) {
      const way = state === 0 ? 0 : wayFrom(trie, back, symbol[child] as number);
      fail[child] = way;
      shorter[child] = ends[way] === 0 ? (shorter[way] as number) : way;
      if (state < dense) rows[state * classes + (symbol[child] as number)] = child;
    }
  }
}
