import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { z } from "zod";
import type { Rules } from "../corpus/rules.ts";
import { writeConfiguration } from "./configuration.ts";

const answer = z.object({ symbols: z.record(z.string(), z.object({ options: z.array(z.string()).optional() })) });

/** A running rspamd of our own; what it finds, and what CPU its worker has used. */
export type Rspamd = {
  readonly version: string;
  check(raw: Buffer): Promise<Map<string, readonly string[]>>;
  /** CPU milliseconds of the scanning process. */
  cpu(): number;
  stop(): Promise<void>;
};

/** The version of the installed rspamd, or null. */
export function rspamdVersion(): string | null {
  const { status, stdout } = spawnSync("rspamd", ["--version"], { encoding: "utf8" });
  return status === 0 ? (/\d+\.\d+(?:\.\d+)?/.exec(stdout)?.[0] ?? "") : null;
}

/** Starts rspamd on a loopback port with these rules only. */
export async function startRspamd(version: string, rules: Rules): Promise<Rspamd> {
  const folder = mkdtempSync(join(tmpdir(), "sealgate-rspamd-"));
  const port = await freePort();
  const configuration = writeConfiguration(folder, port, rules);
  const child = spawn("rspamd", ["-f", "-i", "-c", configuration], { stdio: "ignore" });
  const stop = async () => {
    const gone = new Promise((resolve) => child.once("exit", resolve));
    if (child.exitCode === null && child.kill("SIGTERM")) await gone;
    rmSync(folder, { recursive: true, force: true });
  };
  const url = `http://127.0.0.1:${port}/checkv2`;
  try {
    await ready(url, child, folder);
  } catch (error) {
    await stop();
    throw error;
  }
  return { version, check: (raw) => check(url, raw), cpu: () => workerCpu(child), stop };
}

async function check(url: string, raw: Buffer): Promise<Map<string, readonly string[]>> {
  const response = await fetch(url, { method: "POST", body: new Uint8Array(raw), headers: { Pass: "all" } });
  const { symbols } = answer.parse(await response.json());
  return new Map(Object.entries(symbols).map(([name, { options }]) => [name, options ?? []]));
}

/** Waits for the port and for the compiled expressions. */
async function ready(url: string, child: ChildProcess, folder: string): Promise<void> {
  for (let tries = 0; tries < 600; tries += 1) {
    if (child.exitCode !== null) throw new Error("rspamd did not start");
    const up = await fetch(url.replace("checkv2", "ping")).then(
      ({ ok }) => ok,
      () => false,
    );
    const compiled = readdirSync(join(folder, "db")).some((name) => name.endsWith(".hs"));
    if (up && (compiled || tries > 450)) return pause(1_500);
    await pause(100);
  }
  throw new Error("rspamd does not answer");
}

/** The scanner is the child that is called "normal"; time on the CPU in nanoseconds stands in schedstat. */
function workerCpu({ pid }: ChildProcess): number {
  const children = readFileSync(`/proc/${pid}/task/${pid}/children`, "utf8").trim().split(" ");
  const worker = children.find((one) => /normal/.test(readFileSync(`/proc/${one}/cmdline`, "utf8")));
  if (worker === undefined) throw new Error("rspamd has no scanner");
  const threads = readdirSync(`/proc/${worker}/task`);
  const times = threads.map((thread) =>
    Number(readFileSync(`/proc/${worker}/task/${thread}/schedstat`, "utf8").split(" ")[0]),
  );
  return times.reduce((sum, time) => sum + time, 0) / 1e6;
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() => resolve(typeof address === "object" && address !== null ? address.port : 0));
    });
  });
}
