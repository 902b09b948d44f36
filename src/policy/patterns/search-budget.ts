/** Time that patterns may take on one message, in milliseconds. */
const FOR_ALL = 15_000;
const FOR_ONE = 300;
/** A pattern on ordinary text needs about a tenth of this. */
const MILLISECONDS_A_CHARACTER = 0.001;

/** Up to so many milliseconds a search is timed by the wall clock, which costs much less to look at. */
const BRIEF = 5;

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
  readonly #wall: Stopwatch;
  /** When the time was last looked at, by both clocks. */
  #looked: { readonly wall: number; readonly cpu: number } | null = null;
  #left: number;
  readonly #allowed = new Map<object, number>();

  constructor(now: Stopwatch, forAll: number = FOR_ALL, wall: Stopwatch = () => performance.now()) {
    this.#now = now;
    this.#wall = wall;
    this.#left = forAll;
  }

  /** A clock for one search, which begins now: it never shows less than the search has cost, and little more. */
  clock(): Stopwatch {
    const began = this.#wall();
    if (this.#looked === null || began - this.#looked.wall > BRIEF) this.#looked = { wall: began, cpu: this.#now() };
    const { cpu } = this.#looked;
    return () => {
      const passed = this.#wall() - began;
      return passed <= BRIEF ? passed : Math.min(passed, this.#now() - cpu);
    };
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
