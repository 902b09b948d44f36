import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import { gzipSync } from "node:zlib";
import { build } from "vite";
import { trimStyles } from "../web/admin/trim-styles.ts";

const root = join(import.meta.dirname, "..");
const admin = join(root, "web", "admin");
const dist = join(admin, "dist");
const compressible = /\.(js|css|svg|html)$/;

const inputs = hashOfInputs();
if (isBuilt()) {
  console.error("web/admin: unchanged");
} else {
  const made = `${dist}.${process.pid}`;
  try {
    await buildInto(made);
    put(made);
  } finally {
    rmSync(made, { recursive: true, force: true });
  }
  console.error("web/admin: built");
}

function isBuilt(): boolean {
  const stamp = join(dist, ".inputs");
  return existsSync(stamp) && readFileSync(stamp, "utf8") === inputs;
}

async function buildInto(folder: string): Promise<void> {
  const options = { outDir: folder, emptyOutDir: true };
  await build({ configFile: join(admin, "vite.config.ts"), logLevel: "warn", build: options });
  trim(filesUnder(folder));
  for (const file of filesUnder(folder).filter((name) => compressible.test(name))) {
    writeFileSync(`${file}.gz`, gzipSync(readFileSync(file), { level: 9 }));
  }
  writeFileSync(join(folder, ".inputs"), inputs);
}

/** Puts a whole build in place of the one before; where another process was first with the same, that one stays. */
function put(made: string): void {
  const old = `${made}.old`;
  for (;;) {
    if (isBuilt()) return;
    try {
      if (existsSync(dist)) renameSync(dist, old);
      renameSync(made, dist);
      return;
    } catch (error) {
      const { code = "" } = error as NodeJS.ErrnoException;
      if (!["ENOENT", "ENOTEMPTY", "EEXIST"].includes(code)) throw error;
    } finally {
      rmSync(old, { recursive: true, force: true });
    }
  }
}

/** Takes out of the stylesheets what no page can see. */
function trim(files: readonly string[]): void {
  const named = (end: string) => files.filter((file) => file.endsWith(end));
  const text = (file: string) => readFileSync(file, "utf8");
  const trimmed = trimStyles(named(".css").map(text), named(".js").map(text));
  for (const [index, file] of named(".css").entries()) writeFileSync(file, trimmed[index] ?? "");
}

/** Covers the sources, what they share with the functions, the pinned libraries and this script. */
function hashOfInputs(): string {
  const hash = createHash("sha256");
  const shared = filesUnder(join(root, "src", "contracts"));
  const own = ["src", "public"].flatMap((folder) => filesUnder(join(admin, folder)));
  const around = ["index.html", "trim-styles.ts", "tsconfig.json", "vite.config.ts"].map((name) => join(admin, name));
  for (const file of [...own, ...around, ...shared, join(root, "package-lock.json"), import.meta.filename].sort()) {
    const content = readFileSync(file);
    hash.update(`${relative(root, file)}\0${content.length}\0`).update(content);
  }
  return hash.digest("hex");
}

function filesUnder(folder: string): string[] {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
}
