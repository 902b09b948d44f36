/** Wakes consumers when a queue has something visible, without polling. */
export class QueueWaiters {
  readonly #nextVisibleAt: (queue: string) => number | undefined;
  readonly #now: () => Date;
  readonly #waiting = new Map<string, Set<() => void>>();
  #closed = false;

  constructor(nextVisibleAt: (queue: string) => number | undefined, now: () => Date) {
    this.#nextVisibleAt = nextVisibleAt;
    this.#now = now;
  }

  /** Tells that a message was added or its visibility changed. */
  changed(queue: string): void {
    for (const look of [...(this.#waiting.get(queue) ?? [])]) look();
  }

  wait(queue: string, signal: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      let timer: NodeJS.Timeout | undefined;
      const end = (finish: () => void) => {
        clearTimeout(timer);
        signal.removeEventListener("abort", abort);
        this.#waiting.get(queue)?.delete(look);
        finish();
      };
      const abort = () => end(() => reject(signal.reason));
      const look = () => {
        clearTimeout(timer);
        if (this.#closed) return end(() => reject(new Error("the local queues were closed")));
        const at = this.#nextVisibleAt(queue);
        if (at === undefined) return;
        const remaining = at - this.#now().getTime();
        if (remaining <= 0) return end(resolve);
        timer = setTimeout(look, Math.min(remaining, 2 ** 31 - 1));
      };
      if (signal.aborted) return reject(signal.reason);
      signal.addEventListener("abort", abort, { once: true });
      const waiting = this.#waiting.get(queue) ?? new Set();
      this.#waiting.set(queue, waiting.add(look));
      look();
    });
  }

  /** Ends all waiting. */
  close(): void {
    this.#closed = true;
    for (const queue of this.#waiting.keys()) this.changed(queue);
  }
}
