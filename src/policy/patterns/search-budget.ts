/** Time that patterns may take on one message, in milliseconds. */
const FOR_ALL = 15_000;
const FOR_ONE = 300;
/** A pattern on ordinary text needs about a tenth of this. */
const MILLISECONDS_A_CHARACTER = 0.001;

/** A text as short as this is timed by the wall clock, which costs less to look at, up to what it can cost at all. */
const SHORT = 2_048;
const MOST_FOR_SHORT = 20;

/** Tells the passing time in milliseconds. */
export type Stopwatch = () => number;

/** CPU time of this thread: a busy machine makes no pattern look slow. */
export const threadTime: Stopwatch = () => {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1_000;
};

/** What the patterns of one message may still cost; who finds it used up stops, and the message fails closed. */
export class SearchBudget {
  readonly #now: Stopwatch;
  #left = FOR_ALL;
  readonly #allowed = new Map<object, number>();

  constructor(now: Stopwatch) {
    this.#now = now;
  }

  /** A clock for one search. */
  clockFor(characters: number): Stopwatch {
    if (characters > SHORT) return this.#now;
    const began = performance.now();
    return () => Math.min(MOST_FOR_SHORT, performance.now() - began);
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
