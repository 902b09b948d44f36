/** Time that patterns may take on one message, in milliseconds. */
const FOR_ALL = 15_000;
const FOR_ONE = 300;
/** A pattern on ordinary text needs about a tenth of this. */
const MILLISECONDS_A_CHARACTER = 0.001;

/** Tells the passing time in milliseconds. */
export type Stopwatch = () => number;

/** What the patterns of one message may still cost; who finds it used up stops, and the message fails closed. */
export class SearchBudget {
  readonly now: Stopwatch;
  #left = FOR_ALL;
  readonly #allowed = new Map<object, number>();

  constructor(now: Stopwatch) {
    this.now = now;
  }

  /** Gives a pattern its share for one more text, and tells what it has left. */
  allow(pattern: object, characters: number): number {
    const left = (this.#allowed.get(pattern) ?? FOR_ONE) + characters * MILLISECONDS_A_CHARACTER;
    this.#allowed.set(pattern, left);
    return Math.min(left, this.#left);
  }

  /** Books what a pattern used. */
  spend(pattern: object, milliseconds: number): void {
    this.#allowed.set(pattern, (this.#allowed.get(pattern) ?? FOR_ONE) - milliseconds);
    this.#left -= milliseconds;
  }
}
