import { spawnSync } from "node:child_process";
import { join } from "node:path";
import type { Report } from "./benchmark.ts";
import { benchmarks } from "./benchmarks.ts";
import { machine, tableOf, writePage } from "./performance-page.ts";

// npm run bench [-- name…] [-- --write]: each benchmark in a process of its own; a missed goal exits with 1.
const args = process.argv.slice(2);
const wanted = args.filter((arg) => !arg.startsWith("--"));
const unknown = wanted.find((name) => !Object.hasOwn(benchmarks, name));
if (unknown !== undefined) {
  console.error(`there is no benchmark ${unknown}; there are ${Object.keys(benchmarks).join(", ")}`);
  process.exit(2);
}

const reports: Report[] = [];
let failed = false;
console.log(`${machine()}\n`);
for (const name of wanted.length > 0 ? wanted : Object.keys(benchmarks)) {
  const child = spawnSync(process.execPath, ["--expose-gc", join(import.meta.dirname, "run-one.ts"), name], {
    stdio: ["ignore", "pipe", "inherit"],
    encoding: "utf8",
    maxBuffer: 1e8,
  });
  if (child.status !== 0) {
    console.log(`${name}: failed\n`);
    failed = true;
    continue;
  }
  const report = JSON.parse(child.stdout) as Report;
  reports.push(report);
  console.log(`${tableOf(report)}\n`);
  if (args.includes("--write")) writePage(report);
}
const missed = reports.flatMap(({ rows }) => rows).filter(({ outcome }) => outcome === "missed");
if (missed.length > 0) console.log(`missed: ${missed.map(({ what }) => what).join("; ")}`);
process.exitCode = failed || missed.length > 0 ? 1 : 0;
