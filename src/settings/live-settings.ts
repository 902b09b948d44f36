import type { Clock } from "../clock.ts";
import { type Settings, settingsAtFirst } from "../contracts/settings.ts";
import type { StoredSettings } from "./stored-settings.ts";

const freshMs = 5_000;

/** The settings for the work at hand: `refresh` before each piece of work, and `current` is at most five seconds old. */
export class LiveSettings {
  readonly #stored: Pick<StoredSettings, "current">;
  readonly #clock: Pick<Clock, "now">;
  #settings = settingsAtFirst;
  #readAt = Number.NEGATIVE_INFINITY;

  constructor(stored: Pick<StoredSettings, "current">, clock: Pick<Clock, "now">) {
    this.#stored = stored;
    this.#clock = clock;
  }

  /** What the last refresh found. */
  get current(): Settings {
    return this.#settings;
  }

  /** Reads them again when they are old, or at once; throws when they cannot be read, so that nothing goes on by wrong ones. */
  async refresh({ atOnce = false }: { readonly atOnce?: boolean } = {}): Promise<void> {
    const now = this.#clock.now().getTime();
    if (!atOnce && Math.abs(now - this.#readAt) < freshMs) return;
    this.#settings = (await this.#stored.current()).settings;
    this.#readAt = now;
  }
}
