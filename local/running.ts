import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { SealgateError } from "../src/errors.ts";

const running = z.object({
  pid: z.number(),
  smtp: z.string(),
  outbox: z.url(),
  companyDomain: z.string(),
  gatewayDomain: z.string(),
  connectorSecret: z.string(),
  apiUrl: z.url(),
  region: z.string(),
  ledgerTable: z.string(),
  directoryTable: z.string(),
  credentials: z.object({ accessKeyId: z.string(), secretAccessKey: z.string() }),
});

/** What another command of this machine needs to talk to a running local cloud. */
export type RunningCloud = z.infer<typeof running>;

const fileIn = (folder: string) => join(folder, "running.json");

/** Tells other commands of this user how to reach the cloud, until it stops. */
export function announce(folder: string, cloud: Omit<RunningCloud, "pid">): void {
  writeFileSync(fileIn(folder), JSON.stringify({ ...cloud, pid: process.pid }), { mode: 0o600 });
  process.once("exit", () => rmSync(fileIn(folder), { force: true }));
}

/** The cloud that runs on this folder; a sentence that says what to do when there is none. */
export function runningCloud(folder: string): RunningCloud {
  try {
    const cloud = running.parse(JSON.parse(readFileSync(fileIn(folder), "utf8")));
    process.kill(cloud.pid, 0);
    return cloud;
  } catch (cause) {
    throw new SealgateError("not-running", 500, "no local cloud runs here: start it with npm start", { cause });
  }
}
