import { EdgeTable } from "./edge-table.ts";
import { BLANK, foldTable } from "./fold.ts";

/** Cells of whole transition rows; the rest of the states keep their few edges in a hash. */
const MOST_CELLS = 2_000_000;

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
  readonly edges: EdgeTable;
};

/** Builds the trie of distinct, non-empty phrases. */
export function buildTrie(phrases: readonly string[]): Trie {
  const order = Array.from(phrases.keys()).sort((a, b) => ((phrases[a] as string) < (phrases[b] as string) ? -1 : 1));
  const sorted = order.map((index) => phrases[index] as string);
  const { classOf, classes } = classify(sorted);
  const symbolOf = Uint16Array.from(foldTable, (unit) => classOf[unit] as number);
  const levels = readLevels(sorted, order);
  const states = levels.parent.length;
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
    edges: new EdgeTable(
      Int32Array.from(levels.parent),
      Uint16Array.from(levels.unit, (unit) => classOf[unit] ?? 0),
    ),
  };
  link(trie);
  for (let cell = 0; cell < trie.rows.length; cell += 1) trie.rows[cell] = entryOf(trie, trie.rows[cell] as number);
  return trie;
}

/** A state as a number to go on with: twice the place of its row (`stateAt`), one more where a phrase ends. */
export function entryOf({ classes, dense, ends, shorter }: Trie, state: number): number {
  const row = state < dense ? state * classes : dense * classes + state - dense;
  return row * 2 + (ends[state] === 0 && shorter[state] === 0 ? 0 : 1);
}

/** The state whose row is at a place; those without one count on behind the last row. */
export function stateAt({ classes, dense }: Trie, row: number): number {
  return row < dense * classes ? row / classes : row - dense * classes + dense;
}

/** The next state of one without a row, as `entryOf` has it. */
export function entryWithoutRow(trie: Trie, from: number, symbol: number): number {
  const { dense, rows, classes, blank, edges } = trie;
  if (symbol === blank && edges.symbol[from] === blank) return entryOf(trie, from);
  const { state, next } = edgeFrom(trie, from, symbol);
  return state < dense ? (rows[state * classes + symbol] as number) : entryOf(trie, next);
}

/** The first state on the way back that has the edge, with where it leads, or that has a row. */
function edgeFrom({ dense, fail, edges }: Trie, from: number, symbol: number): { state: number; next: number } {
  let state = from;
  while (state >= dense) {
    const next = edges.find(state, symbol);
    if (next > 0) return { state, next };
    state = fail[state] as number;
  }
  return { state, next: 0 };
}

function classify(phrases: readonly string[]): { classOf: Uint16Array; classes: number } {
  const classOf = new Uint16Array(65_536);
  classOf[BLANK] = 1;
  let classes = 2;
  for (const phrase of phrases) {
    for (let at = 0; at < phrase.length; at += 1) {
      const unit = phrase.charCodeAt(at);
      if (classOf[unit] === 0) classOf[unit] = classes++;
    }
  }
  return { classOf, classes };
}

type Levels = { readonly parent: number[]; readonly unit: number[]; readonly ends: number[] };

/** Numbers the states level by level: a state is a range of sorted phrases that begin alike. */
function readLevels(sorted: readonly string[], order: readonly number[]): Levels {
  const parent = [0];
  const unit = [0];
  const ends = [0];
  let level = [{ state: 0, from: 0, to: sorted.length }];
  for (let depth = 0; level.length > 0; depth += 1) {
    const next: typeof level = [];
    for (const { state, from, to } of level) {
      let at = from;
      if (sorted[at]?.length === depth) {
        if (depth > 0) ends[state] = (order[at] as number) + 1;
        at += 1;
      }
      while (at < to) {
        const first = at;
        const code = (sorted[at] as string).charCodeAt(depth);
        while (at < to && (sorted[at] as string).charCodeAt(depth) === code) at += 1;
        next.push({ state: parent.push(state) - 1, from: first, to: at });
        unit.push(code);
        ends.push(0);
      }
    }
    level = next;
  }
  return { parent, unit, ends };
}

/** Where a state leads while rows still hold states. */
function wayFrom(trie: Trie, from: number, symbol: number): number {
  if (from > 0 && symbol === trie.blank && trie.edges.symbol[from] === symbol) return from;
  const { state, next } = edgeFrom(trie, from, symbol);
  return state < trie.dense ? (trie.rows[state * trie.classes + symbol] as number) : next;
}

/** Sets rows and ways back, parents first: a state's way back is nearer to the root, so it is complete already. */
function link(trie: Trie): void {
  const { edges, fail, shorter, ends, rows, classes, blank, dense } = trie;
  for (let state = 0, child = 1; state < fail.length; state += 1) {
    const back = fail[state] as number;
    if (state > 0 && state < dense) rows.copyWithin(state * classes, back * classes, (back + 1) * classes);
    if (state > 0 && state < dense && edges.symbol[state] === blank) rows[state * classes + blank] = state;
    for (; edges.parent[child] === state; child += 1) {
      const symbol = edges.symbol[child] as number;
      const way = state === 0 ? 0 : wayFrom(trie, back, symbol);
      fail[child] = way;
      shorter[child] = ends[way] === 0 ? (shorter[way] as number) : way;
      if (state < dense) rows[state * classes + symbol] = child;
      else edges.add(child);
    }
  }
}
