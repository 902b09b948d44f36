import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import { gzipSync } from "node:zlib";
import { build } from "vite";
import { trimStyles } from "../web/admin/trim-styles.ts";

const root = join(import.meta.dirname, "..");
const admin = join(root, "web", "admin");
const dist = join(admin, "dist");
const stamp = join(dist, ".inputs");
const compressible = /\.(js|css|svg|html)$/;

const inputs = hashOfInputs();
if (existsSync(stamp) && readFileSync(stamp, "utf8") === inputs) {
  console.error("web/admin: unchanged");
} else {
  await build({ configFile: join(admin, "vite.config.ts"), logLevel: "warn" });
  trim(filesUnder(dist));
  for (const file of filesUnder(dist).filter((name) => compressible.test(name))) {
    writeFileSync(`${file}.gz`, gzipSync(readFileSync(file), { level: 9 }));
  }
  writeFileSync(stamp, inputs);
  console.error("web/admin: built");
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
  const own = filesUnder(admin).filter((file) => !file.startsWith(dist));
  for (const file of [...own, ...shared, join(root, "package-lock.json"), import.meta.filename].sort()) {
    const content = readFileSync(file);
    hash.update(`${relative(root, file)}\0${content.length}\0`).update(content);
  }
  return hash.digest("hex");
}

function filesUnder(folder: string): string[] {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
}
