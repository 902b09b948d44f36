import { spawn } from "node:child_process";
import { globSync } from "node:fs";
import { availableParallelism } from "node:os";

// Runs every test below test/, or those whose path holds one of the arguments, and fails when there are none:
// node --test exits 0 when its pattern matches no file.
const wanted = process.argv.slice(2);
const files = globSync("test/**/*.test.ts")
  .sort()
  .filter((file) => wanted.length === 0 || wanted.some((part) => file.includes(part)));

if (files.length === 0) {
  console.error(`no test file matches ${wanted.join(", ") || "test/**/*.test.ts"}`);
  process.exit(1);
}

// Tests wait for servers and children more than they compute: one more than the cores keeps them busy.
const concurrency = `--test-concurrency=${availableParallelism() + 1}`;
const child = spawn(process.execPath, ["--test", concurrency, "--test-reporter=spec", ...files], { stdio: "inherit" });
child.on("exit", (code) => process.exit(code ?? 1));
