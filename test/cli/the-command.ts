import { spawn } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";

const launcher = join(import.meta.dirname, "..", "..", "bin", "sealgate.mjs");

/** What a run of the command gave. */
export type Run = { readonly code: number | null; readonly out: string; readonly err: string };

/** Runs the real command as a child process. */
export async function sealgate(
  args: readonly string[],
  { input = "", env = {} }: { input?: string; env?: Readonly<Record<string, string>> } = {},
): Promise<Run> {
  const child = spawn(process.execPath, [launcher, ...args], { stdio: "pipe", env: { ...process.env, ...env } });
  child.stdin.on("error", () => {});
  child.stdin.end(input);
  const code = new Promise<number | null>((resolve) => child.on("close", resolve));
  const [out, err] = await Promise.all([text(child.stdout), text(child.stderr)]);
  return { code: await code, out, err };
}

/** The lines that `--json` printed. */
// biome-ignore lint/suspicious/noExplicitAny: what the command prints is what the tests look at
export function linesOf({ out }: Run): any[] {
  return out
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => JSON.parse(line));
}

/** A folder that goes away when it is disposed of. */
export function aFolder(): { readonly path: string; write(name: string, content: string): string } & Disposable {
  const path = mkdtempSync(join(tmpdir(), "sealgate-cli-"));
  return {
    path,
    write(name, content) {
      const file = join(path, name);
      writeFileSync(file, content);
      return file;
    },
    [Symbol.dispose]: () => rmSync(path, { recursive: true, force: true }),
  };
}

/** Policies that encrypt card numbers to outsiders; `more` adds or replaces keys. */
export function somePolicies(more: Record<string, unknown> = {}): string {
  const outside = { type: "recipient-location", settings: { is: "external" } };
  const cards = { type: "detector", settings: { detector: "payment-card" } };
  const policies = [{ id: "cards", name: "Cards", conditions: { all: [outside, cards] }, disposition: "encrypt" }];
  return JSON.stringify({ version: 1, companyDomains: ["company.example"], policies, ...more }, null, 2);
}

/** A plain message. */
export function aMessage(body: string, headers: Record<string, string> = {}): string {
  const fields = { From: "Anna <anna@company.example>", To: "bob@partner.example", Subject: "Hello", ...headers };
  return [...Object.entries(fields).map(([name, value]) => `${name}: ${value}`), "", body, ""].join("\r\n");
}
