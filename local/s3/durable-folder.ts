import { randomUUID } from "node:crypto";
import { mkdirSync, readdirSync, renameSync, rmSync } from "node:fs";
import { type FileHandle, open, rm } from "node:fs/promises";
import { join } from "node:path";

/** A folder whose files appear whole or not at all, and are on the disk once a call resolves. */
export class DurableFolder {
  readonly path: string;
  readonly #incoming: string;

  constructor(path: string) {
    this.path = path;
    this.#incoming = join(path, ".incoming");
    mkdirSync(this.#incoming, { recursive: true });
  }

  /** Removes what a killed process left unfinished; only for before the first `put`. */
  removeUnfinished(): this {
    for (const left of readdirSync(this.#incoming)) rmSync(join(this.#incoming, left));
    return this;
  }

  /** Names of the finished files. */
  names(): readonly string[] {
    return readdirSync(this.path).filter((name) => name !== ".incoming");
  }

  /** `write` makes a flushed file, `rename` calls its argument or throws to refuse: what it does besides is one step with it. */
  async put(
    name: string,
    write: (path: string) => Promise<void>,
    rename: (apply: () => void) => void = (apply) => apply(),
  ): Promise<void> {
    const unfinished = join(this.#incoming, randomUUID());
    try {
      await write(unfinished);
      rename(() => renameSync(unfinished, join(this.path, name)));
    } catch (error) {
      await rm(unfinished, { force: true });
      throw error;
    }
    await this.flush();
  }

  /** Writes the folder itself to the disk. */
  async flush(): Promise<void> {
    let folder: FileHandle | undefined;
    try {
      folder = await open(this.path, "r");
      await folder.sync();
    } finally {
      await folder?.close();
    }
  }
}
