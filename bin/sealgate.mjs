#!/usr/bin/env node
// Plain JavaScript on purpose: an older Node would stop at the first line of TypeScript. It hands over to the Node
// that npm ci has put beside the other commands.
import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { constants } from "node:os";
import { fileURLToPath } from "node:url";

const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
const command = fileURLToPath(new URL("sealgate.ts", import.meta.url));
const own = fileURLToPath(new URL("../node_modules/.bin/node", import.meta.url));

if (major > 24 || (major === 24 && minor >= 7)) {
  await import("./sealgate.ts");
} else if (existsSync(own)) {
  const child = spawn(own, [command, ...process.argv.slice(2)], { stdio: "inherit" });
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => child.kill(signal));
  child.on("exit", (code, signal) => process.exit(code ?? 128 + (constants.signals[signal] ?? 0)));
} else {
  await import("./check-node.mjs");
}
