import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { SealgateError } from "../src/errors.ts";

/** Keeps two local clouds from working on one folder; the system lets go of the lock by itself, even after kill -9. */
export function lockFolder(folder: string): () => void {
  mkdirSync(folder, { recursive: true });
  const lock = new DatabaseSync(join(folder, "running.lock"));
  try {
    lock.exec("BEGIN EXCLUSIVE");
  } catch {
    lock.close();
    throw new SealgateError("already-running", 500, `a local cloud already runs on the folder ${folder}`);
  }
  return () => lock.close();
}
