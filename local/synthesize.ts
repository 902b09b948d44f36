import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, globSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { SealgateError } from "../src/errors.ts";

/** Everything the synthesized stack is made of. */
const inputs = ["lib/**", "functions/**", "src/**", "web/**", "bin/sealgate-app.ts", "cdk.json", "package-lock.json"];
const notInputs = ["**/node_modules/**", "**/*.test.ts"];
const cdkJson = z.object({ app: z.string(), context: z.record(z.string(), z.unknown()).default({}) });

/** Settings given on the command line, as `-c key=value` of the CDK. */
export type Settings = Readonly<Record<string, string>>;

/** What came of a synth: where the stack lies, and whether it had to be made anew. */
export type Synthesis = { readonly cdkOut: string; readonly fresh: boolean };

/** Synthesizes the stack into `folder` unless it was made there from the same files and settings. */
export async function synthesize(project: string, folder: string, settings: Settings): Promise<Synthesis> {
  const cdkOut = join(folder, "cdk.out");
  const stamp = join(cdkOut, ".inputs");
  const hash = hashOfInputs(project, settings);
  if (existsSync(stamp) && readFileSync(stamp, "utf8") === hash) return { cdkOut, fresh: false };
  const next = join(folder, "cdk.out.next");
  rmSync(next, { recursive: true, force: true });
  await runApp(project, next, settings);
  writeFileSync(join(next, ".inputs"), hash);
  rmSync(cdkOut, { recursive: true, force: true });
  renameSync(next, cdkOut);
  return { cdkOut, fresh: true };
}

/** A hash of every input's path and content, and of the settings. */
export function hashOfInputs(project: string, settings: Settings): string {
  const hash = createHash("sha256").update(JSON.stringify(Object.entries(settings).sort()));
  const files = globSync(inputs, { cwd: project, exclude: notInputs }).sort();
  for (const file of files) {
    const path = join(project, file);
    if (!statSync(path).isFile()) continue;
    const content = readFileSync(path);
    hash.update(`\0${file}\0${content.length}\0`).update(content);
  }
  return hash.digest("hex");
}

/** Runs the CDK app as the CDK's own command does; its words on wrong settings become ours. */
async function runApp(project: string, out: string, settings: Settings): Promise<void> {
  const { app, context } = cdkJson.parse(JSON.parse(readFileSync(join(project, "cdk.json"), "utf8")));
  const [, ...script] = app.split(" ");
  const child = spawn(process.execPath, script, {
    cwd: project,
    env: { ...process.env, CDK_OUTDIR: out, CDK_CONTEXT_JSON: JSON.stringify({ ...context, ...settings }) },
    stdio: ["ignore", "ignore", "pipe"],
  });
  const said: Buffer[] = [];
  child.stderr.on("data", (chunk: Buffer) => said.push(chunk));
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once("error", reject);
    child.once("close", resolve);
  });
  if (code !== 0) throw new SealgateError("synth-failed", 500, Buffer.concat(said).toString().trim());
}
