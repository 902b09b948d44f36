import { mkdirSync, rmdirSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { type Settings, synthesize } from "../../local/synthesize.ts";

const project = join(import.meta.dirname, "..", "..");

/** The folder of the stack as synthesized from the sources as they are; made once, whichever test file asks first. */
export async function theSynthesizedStack(settings: Settings = {}): Promise<string> {
  const folder = join(project, ".build", ["test", ...Object.values(settings)].join("-").replaceAll(/[^a-z0-9-]/g, "-"));
  const lock = join(folder, "lock");
  mkdirSync(folder, { recursive: true });
  const deadline = Date.now() + 120_000;
  while (!taken(lock)) {
    if (Date.now() > deadline) throw new Error(`another test has been synthesizing for two minutes; remove ${lock}`);
    await pause(100);
  }
  try {
    return (await synthesize(project, folder, settings)).cdkOut;
  } finally {
    rmdirSync(lock);
  }
}

function taken(lock: string): boolean {
  try {
    mkdirSync(lock);
    return true;
  } catch {
    return false;
  }
}
