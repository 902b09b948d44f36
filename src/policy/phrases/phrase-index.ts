import { buildTrie, entryWithoutRow, stateAt, type Trie } from "./build-trie.ts";
import { BLANK, foldPhrase, foldTable } from "./fold.ts";

/** Takes one hit: the phrase's number and the offset at which it ends. */
export type TakeHit = (phrase: number, end: number) => void;

/**
 * Finds any number of phrases in one pass over a text, in any case and with any blanks between their words
 * (Aho–Corasick). States near the root have a whole row of transitions; the others a hash of edges and a way back.
 */
export class PhraseIndex {
  readonly #trie: Trie;
  /** Phrases as they are matched, folded; each once. */
  readonly phrases: readonly string[];

  constructor(phrases: Iterable<string>) {
    this.phrases = [...new Set(Array.from(phrases, foldPhrase))].filter((phrase) => phrase !== "");
    this.#trie = buildTrie(this.phrases);
  }

  /** Calls `take` for every place at which a phrase ends, in order of the places. */
  search(text: string, take: TakeHit): void {
    if (this.phrases.length === 0) return;
    const trie = this.#trie;
    const { symbolOf, rows } = trie;
    const cells = rows.length;
    let row = 0;
    for (let at = 0; at < text.length; at += 1) {
      const symbol = symbolOf[text.charCodeAt(at)] as number;
      const entry = row < cells ? (rows[row + symbol] as number) : entryWithoutRow(trie, stateAt(trie, row), symbol);
      row = entry >> 1;
      if ((entry & 1) === 1) this.#report(stateAt(trie, row), at + 1, take);
    }
  }

  #report(state: number, end: number, take: TakeHit): void {
    const { ends, shorter } = this.#trie;
    for (let at = state; at !== 0; at = shorter[at] as number) {
      const phrase = ends[at] as number;
      if (phrase !== 0) take(phrase - 1, end);
    }
  }
}

/** Where a phrase of that folded length starts that ends at `end`: every run of blanks counts as one character. */
export function startOf(text: string, end: number, length: number): number {
  let start = end;
  for (let left = length; left > 0; left -= 1) {
    start -= 1;
    if (foldTable[text.charCodeAt(start)] !== BLANK) continue;
    while (start > 0 && foldTable[text.charCodeAt(start - 1)] === BLANK) start -= 1;
  }
  return start;
}
