import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { type Place, type RunningSealgate, sealgateAt } from "./a-sealgate.ts";
import { theSynthesizedStack } from "./the-synthesized-stack.ts";

/** The whole product in a process of its own, so that it can be killed. */
export type ASealgateProcess = {
  readonly folder: string;
  /** The gateway as it runs now; another one, on other ports, after each start. */
  now(): RunningSealgate;
  /** kill -9; resolves when the process is gone. */
  kill(): Promise<void>;
  /** Starts again on the same state. */
  start(): Promise<void>;
  close(): Promise<void>;
};

/** Starts it in a new folder. */
export async function aSealgateProcess(): Promise<ASealgateProcess> {
  const cdkOut = await theSynthesizedStack();
  const folder = mkdtempSync(join(tmpdir(), "sealgate-process-"));
  let running = await launch(cdkOut, folder);
  const kill = async (): Promise<void> => {
    const { child } = running;
    if (child.exitCode !== null || child.signalCode !== null) return;
    const gone = once(child, "exit");
    child.kill("SIGKILL");
    await gone;
  };
  return {
    folder,
    now: () => running.sealgate,
    kill,
    start: async () => {
      running = await launch(cdkOut, folder);
    },
    close: async () => {
      await kill();
      // Its functions notice that it is gone a moment later and may still write to their logs.
      rmSync(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 });
    },
  };
}

async function launch(cdkOut: string, folder: string): Promise<{ child: ChildProcess; sealgate: RunningSealgate }> {
  const script = fileURLToPath(new URL("sealgate-process-child.ts", import.meta.url));
  const child = spawn(process.execPath, [script, cdkOut, folder], { stdio: ["pipe", "pipe", "inherit"] });
  for await (const line of createInterface({ input: child.stdout })) {
    return { child, sealgate: await sealgateAt(JSON.parse(line) as Place) };
  }
  throw new Error("the gateway did not start");
}
