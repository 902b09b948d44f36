import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { SealgateError } from "../src/errors.ts";

/** Keeps two local clouds from working on one folder; a lock left behind by kill -9 is taken over. Answers how to let go. */
export function lockFolder(folder: string): () => void {
  mkdirSync(folder, { recursive: true });
  const path = join(folder, "running.pid");
  const holder = readHolder(path);
  if (holder !== undefined && isAlive(holder))
    throw new SealgateError("already-running", 500, `a local cloud already runs on this folder (process ${holder})`);
  writeFileSync(path, String(process.pid));
  return () => rmSync(path, { force: true });
}

function readHolder(path: string): number | undefined {
  try {
    const pid = Number(readFileSync(path, "utf8"));
    return Number.isInteger(pid) && pid > 0 && pid !== process.pid ? pid : undefined;
  } catch {
    return undefined;
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}
