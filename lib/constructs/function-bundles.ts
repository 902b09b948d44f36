import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { Code } from "aws-cdk-lib/aws-lambda";
import { type BuildOptions, buildSync, type Metafile } from "esbuild";
import { type FunctionName, functionNames } from "../names.ts";

/** A function's deployment package and the entry in it. */
export type FunctionCode = { readonly code: Code; readonly handler: string };

/** Where the stack gets each function's code from. */
export type FunctionCodes = (name: FunctionName) => FunctionCode;

/** The functions cannot be packed, in one sentence. */
export class BundlingError extends Error {
  override readonly name = "BundlingError";
}

const root = fileURLToPath(new URL("../..", import.meta.url));
const builtConsole = join(root, "web/admin/dist");

/** CommonJS dependencies inside an ES module bundle call `require`. */
const banner =
  'import{createRequire as __createRequire}from"node:module";const require=__createRequire(import.meta.url);';

/** Scripts of processes: each lies beside the code that starts it, in every package that holds that code. */
const processes = [
  { script: "src/mail/formats/pdf-process.ts", startedBy: "src/mail/formats/open-pdf.ts", out: "pdf-process" },
] as const;

const options = {
  absWorkingDir: root,
  entryPoints: [
    ...functionNames.map((name) => ({ in: `functions/${name}/handler.ts`, out: name })),
    ...processes.map(({ script, out }) => ({ in: script, out })),
  ],
  bundle: true,
  splitting: true,
  format: "esm",
  outExtension: { ".js": ".mjs" },
  platform: "node",
  target: "node24",
  mainFields: ["module", "main"],
  minify: true,
  // Errors tell their class's name.
  keepNames: true,
  legalComments: "none",
  loader: { ".html": "text", ".css": "text", ".svg": "text", ".txt": "text" },
  define: { "process.env.NODE_ENV": '"production"' },
  banner: { js: banner },
  metafile: true,
  logLevel: "warning",
} as const satisfies BuildOptions;

/** What of the console goes beside the admin API's handler. */
export type ConsoleFiles = { readonly withoutConsole: boolean; readonly consoleFolder?: string };

/** Bundles all functions in one esbuild run and gives each only the files it reaches. */
export function bundleFunctions({ withoutConsole, consoleFolder = builtConsole }: ConsoleFiles): FunctionCodes {
  const hasConsole = existsSync(join(consoleFolder, "index.html"));
  if (!hasConsole && !withoutConsole)
    throw new BundlingError(
      "The console's pages are missing (web/admin/dist): run npm run build, or synthesize with -c withoutConsole=true.",
    );
  const folder = mkdtempSync(join(tmpdir(), "sealgate-bundles-"));
  process.once("exit", () => rmSync(folder, { recursive: true, force: true }));
  const built = join(folder, "built");
  const { outputs } = build(built);
  return (name) => {
    const packed = join(folder, name);
    for (const file of reachable(outputs, relative(root, join(built, `${name}.mjs`))))
      copy(join(root, file), join(packed, relative(built, join(root, file))));
    if (name === "admin-api" && hasConsole) cpSync(consoleFolder, join(packed, "static"), { recursive: true });
    return { code: Code.fromAsset(packed), handler: `${name}.handler` };
  };
}

function build(outdir: string): Metafile {
  try {
    return buildSync({ ...options, outdir }).metafile;
  } catch {
    throw new BundlingError("The functions cannot be bundled: see esbuild's messages above.");
  }
}

function reachable(outputs: Metafile["outputs"], entry: string, seen = new Set<string>()): Set<string> {
  if (seen.has(entry)) return seen;
  seen.add(entry);
  const output = outputs[entry];
  for (const { path, external } of output?.imports ?? []) if (!external) reachable(outputs, path, seen);
  for (const { startedBy, script } of processes)
    if (output !== undefined && startedBy in output.inputs) reachable(outputs, outputOf(outputs, script), seen);
  return seen;
}

function outputOf(outputs: Metafile["outputs"], script: string): string {
  return Object.keys(outputs).find((file) => outputs[file]?.entryPoint === script) ?? script;
}

function copy(from: string, to: string): void {
  mkdirSync(dirname(to), { recursive: true });
  cpSync(from, to);
}
