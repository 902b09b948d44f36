const LONGEST_TIMER = 2 ** 31 - 1;

/** Tells listeners when a queue has something visible, without polling. */
export class QueueWatch {
  readonly #nextVisibleAt: (queue: string, after: number) => number | undefined;
  readonly #now: () => Date;
  readonly #listeners = new Map<string, Set<() => void>>();
  readonly #timers = new Map<string, NodeJS.Timeout>();

  /** `nextVisibleAt` answers the first time later than `after` at which a message of the queue is due. */
  constructor(nextVisibleAt: (queue: string, after: number) => number | undefined, now: () => Date) {
    this.#nextVisibleAt = nextVisibleAt;
    this.#now = now;
  }

  listen(queue: string, listener: () => void): () => void {
    const listeners = this.#listeners.get(queue) ?? new Set();
    this.#listeners.set(queue, listeners.add(listener));
    this.changed(queue);
    return () => listeners.delete(listener);
  }

  /** Tells that a message was added or that its visibility changed. */
  changed(queue: string): void {
    if ((this.#listeners.get(queue)?.size ?? 0) === 0) return;
    const now = this.#now().getTime();
    const due = this.#nextVisibleAt(queue, 0);
    if (due !== undefined && due <= now) setImmediate(() => this.#call(queue));
    this.#arm(queue, now);
  }

  close(): void {
    for (const timer of this.#timers.values()) clearTimeout(timer);
    this.#listeners.clear();
  }

  #arm(queue: string, now: number): void {
    clearTimeout(this.#timers.get(queue));
    const next = this.#nextVisibleAt(queue, now);
    if (next === undefined) return;
    this.#timers.set(
      queue,
      setTimeout(() => this.changed(queue), Math.min(next - now, LONGEST_TIMER)),
    );
  }

  #call(queue: string): void {
    for (const listener of [...(this.#listeners.get(queue) ?? [])]) listener();
  }
}
