import { type Keywords, tidy } from "./keywords.ts";
import { phraseSource } from "./phrase-pattern.ts";

/** Start and end of each place of a set of keywords, one after the other, in order. */
type Places = ArrayLike<number>;

type Owner = { readonly keywords: Keywords; readonly exact: string | null };

const MOST_REMEMBERED = 10_000;

/** Finds the keywords of many sets in one walk over a text. */
export class KeywordFinder {
  readonly #words: RegExp;
  /** Words behind an underscore, which is no boundary of words. */
  readonly #afterUnderscore: RegExp;
  /** Whose phrase it is; a phrase stands for those it begins with, too. */
  readonly #owners = new Map<string, readonly Owner[]>();
  readonly #remembered = new Map<string, readonly Owner[]>();

  constructor(sets: Iterable<Keywords>) {
    const own = new Map<string, Owner[]>();
    const add = (phrase: string, owner: Owner) => own.set(phrase, [...(own.get(phrase) ?? []), owner]);
    for (const keywords of new Set(sets)) {
      for (const phrase of keywords.phrases) add(phrase, { keywords, exact: null });
      for (const exact of keywords.exact) add(tidy(exact), { keywords, exact });
    }
    const source = phraseSource(own.keys(), "[\\s_-]{1,3}");
    this.#words = new RegExp(`\\b${source}`, "gi");
    this.#afterUnderscore = new RegExp(`_${source}`, "gi");
    for (const phrase of own.keys())
      this.#owners.set(
        phrase,
        [...beginnings(phrase)].flatMap((one) => own.get(one) ?? []),
      );
  }

  /** Where the keywords stand in a text. */
  find(text: string): KeywordIndex {
    const places = new Map<Keywords, number[]>();
    if (this.#owners.size > 0) this.#search(this.#words, text, places);
    if (this.#owners.size > 0 && text.includes("_")) this.#search(this.#afterUnderscore, text, places);
    return new KeywordIndex(places);
  }

  #search(pattern: RegExp, text: string, places: Map<Keywords, number[]>): void {
    pattern.lastIndex = 0;
    for (let match = pattern.exec(text); match !== null; match = pattern.exec(text)) {
      const index = match.index + (match[0].startsWith("_") ? 1 : 0);
      const written = text.slice(index, pattern.lastIndex);
      for (const { keywords, exact } of this.#ownersOf(written)) {
        if (exact !== null && !written.startsWith(exact)) continue;
        const list = places.get(keywords);
        if (list === undefined) places.set(keywords, [index, pattern.lastIndex]);
        else list.push(index, pattern.lastIndex);
      }
      pattern.lastIndex = index + 1;
    }
  }

  #ownersOf(written: string): readonly Owner[] {
    const known = this.#remembered.get(written);
    if (known !== undefined) return known;
    const owners = this.#owners.get(tidy(written)) ?? [];
    if (this.#remembered.size < MOST_REMEMBERED) this.#remembered.set(written, owners);
    return owners;
  }
}

/** A phrase and the shorter ones that it begins with. */
function* beginnings(phrase: string): Generator<string> {
  yield phrase;
  for (let end = phrase.length - 1; end > 0; end -= 1) {
    if (!/^[a-z]{2}$/.test(phrase.slice(end - 1, end + 1))) yield phrase.slice(0, end).trimEnd();
  }
}

/** Where keywords stand in a text. */
export class KeywordIndex {
  readonly #places: ReadonlyMap<Keywords, Places>;

  constructor(places: ReadonlyMap<Keywords, number[]>) {
    const sorted = new Map<Keywords, Places>();
    for (const [keywords, list] of places) sorted.set(keywords, inOrder(list));
    this.#places = sorted;
  }

  /** Whether the text has any of the keywords. */
  mentions(keywords: Keywords): boolean {
    return this.#places.has(keywords);
  }

  /** Start and end of each place of a keyword, in order. */
  *places(keywords: Keywords): Generator<readonly [start: number, end: number]> {
    const places = this.#places.get(keywords) ?? [];
    for (let index = 0; index < places.length; index += 2) {
      if (index === 0 || places[index] !== places[index - 2])
        yield [places[index] as number, places[index + 1] as number];
    }
  }

  /** Whether a keyword touches the characters between two offsets. */
  within(from: number, to: number, keywords: Keywords): boolean {
    const places = this.#places.get(keywords);
    if (places === undefined) return false;
    let low = 0;
    let high = places.length / 2;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((places[middle * 2 + 1] as number) > from) high = middle;
      else low = middle + 1;
    }
    return low * 2 < places.length && (places[low * 2] as number) < to;
  }
}

/** Sorts pairs by their start; those that follow an underscore were found last. */
function inOrder(list: readonly number[]): Places {
  let isSorted = true;
  for (let index = 2; index < list.length; index += 2)
    isSorted &&= (list[index] as number) >= (list[index - 2] as number);
  if (isSorted) return list;
  const pairs: [number, number][] = [];
  for (let index = 0; index < list.length; index += 2) pairs.push([list[index] as number, list[index + 1] as number]);
  return pairs.sort(([a], [b]) => a - b).flat();
}
