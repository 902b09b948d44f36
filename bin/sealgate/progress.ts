const WIDTH = 30;

/** A bar on standard error while it is a terminal; silent otherwise. */
export class Progress {
  readonly #total: number;
  readonly #shown: boolean;
  #done = 0;
  #drawnAt = 0;

  constructor(total: number) {
    this.#total = total;
    this.#shown = process.stderr.isTTY === true && total > 1;
  }

  /** Takes the bar away, so that other output can stand in its line. */
  clear(): void {
    if (this.#shown && this.#drawnAt > 0) process.stderr.write("\r\x1b[K");
  }

  /** One more is done. */
  step(): void {
    this.#done += 1;
    const now = Date.now();
    if (!this.#shown || (now - this.#drawnAt < 100 && this.#done < this.#total && process.stdout.isTTY !== true))
      return;
    this.#drawnAt = now;
    const full = Math.floor((this.#done / this.#total) * WIDTH);
    process.stderr.write(`\r[${"█".repeat(full)}${" ".repeat(WIDTH - full)}] ${this.#done}/${this.#total}`);
  }
}
