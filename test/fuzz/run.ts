import { type ChildProcess, fork } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { SeededRandom } from "../support/seeded-random.ts";
import { mutate } from "./mutate.ts";
import { mutateInside } from "./mutate-inside.ts";
import { allSeeds, messageOf } from "./seeds.ts";

// Fuzzes the reader and everything that judges: node test/fuzz/run.ts --minutes 10 [--seed 1] [--only pdf] [--out FOLDER]
// A message that throws, faults, hangs or costs too much is kept in the folder, and the command fails.

const { values } = parseArgs({
  options: {
    minutes: { type: "string", default: "1" },
    seed: { type: "string", default: "1" },
    only: { type: "string", default: "" },
    out: { type: "string", default: join(tmpdir(), "sealgate-fuzz") },
  },
});
const HANGS_MS = 60_000;
const seeds = allSeeds().filter(({ name }) => name.includes(values.only));
const r = new SeededRandom(Number(values.seed));
const budget = Number(values.minutes) * 60_000;

const judging: { child: ChildProcess | null } = { child: null };
let spent = 0;
let count = 0;
let found = 0;
while (spent < budget) {
  const seed = r.pick(seeds);
  const change = r.next() < 0.7 ? mutateInside : mutate;
  const bytes = change(r, seed.bytes, r.pick(seeds).bytes);
  const built = messageOf({ ...seed, bytes });
  const message = r.next() < 0.1 ? mutate(r, built, seed.bytes) : built;
  const { problem, milliseconds } = await judge(message);
  spent += milliseconds;
  count += 1;
  if (problem === null) continue;
  found += 1;
  keep(message, `${found}-${seed.name}`, problem);
}
judging.child?.kill();
process.stdout.write(`${count} messages in ${Math.round(spent / 1_000)} s of CPU, ${found} problems\n`);
process.exitCode = found > 0 ? 1 : 0;

type Outcome = { readonly problem: string | null; readonly milliseconds: number };

function judge(raw: Buffer): Promise<Outcome> {
  judging.child ??= fork(new URL("./judge-child.ts", import.meta.url), { serialization: "advanced" });
  const { child } = judging;
  return new Promise((resolve) => {
    const settle = (outcome: Outcome) => {
      clearTimeout(timeout);
      child.removeAllListeners();
      if (outcome.problem?.startsWith("process ")) {
        child.kill("SIGKILL");
        judging.child = null;
      }
      resolve(outcome);
    };
    const timeout = setTimeout(() => settle({ problem: "process hangs", milliseconds: HANGS_MS }), HANGS_MS);
    child.once("message", (outcome: Outcome) => settle(outcome));
    child.once("exit", () => settle({ problem: "process ended", milliseconds: 0 }));
    child.send({ raw });
  });
}

function keep(message: Buffer, name: string, problem: string): void {
  mkdirSync(values.out, { recursive: true });
  writeFileSync(join(values.out, `${name}.eml`), message);
  process.stderr.write(`${name}: ${problem}\n`);
}
