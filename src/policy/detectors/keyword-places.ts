import { type Keywords, LONGEST_KEYWORD } from "./keywords.ts";

const BLOCK = 512;

/** Where keywords stand in a text; a block of the text is searched when it is first asked for. */
export class KeywordPlaces {
  readonly #text: string;
  readonly #pattern: RegExp;
  readonly #blocks = new Map<number, readonly number[]>();

  constructor(text: string, { pattern }: Keywords) {
    this.#text = text;
    this.#pattern = pattern;
  }

  /** Whether a keyword touches the characters between two offsets. */
  within(from: number, to: number): boolean {
    const first = Math.floor(Math.max(0, from - LONGEST_KEYWORD) / BLOCK);
    const last = Math.min(to, this.#text.length);
    for (let block = first; block * BLOCK < last; block += 1) if (anyWithin(this.#block(block), from, to)) return true;
    return false;
  }

  #block(block: number): readonly number[] {
    const known = this.#blocks.get(block);
    if (known !== undefined) return known;
    const places: number[] = [];
    const start = block * BLOCK;
    const origin = Math.max(0, start - 1);
    const text = this.#text.slice(origin, start + BLOCK + LONGEST_KEYWORD);
    const pattern = this.#pattern;
    pattern.lastIndex = 0;
    for (let match = pattern.exec(text); match !== null; match = pattern.exec(text)) {
      const at = origin + match.index;
      if (at >= start && at < start + BLOCK) places.push(at, at + match[0].length);
    }
    this.#blocks.set(block, places);
    return places;
  }
}

/** Places are pairs of start and end in order. */
function anyWithin(places: readonly number[], from: number, to: number): boolean {
  let low = 0;
  let high = places.length / 2;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((places[middle * 2 + 1] as number) > from) high = middle;
    else low = middle + 1;
  }
  return low * 2 < places.length && (places[low * 2] as number) < to;
}
