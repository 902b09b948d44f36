import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

// npm leaves packages for other platforms out of the lock file when its registry does not hold them, and `npm ci` then
// refuses that file everywhere. This puts them back by what their names say; they are installed nowhere but there.

type Entry = { version?: string; dev?: boolean; optionalDependencies?: Record<string, string> } & Record<
  string,
  unknown
>;

const path = join(import.meta.dirname, "..", "package-lock.json");
const lock = JSON.parse(readFileSync(path, "utf8")) as { packages: Record<string, Entry> };
const systems = ["android", "darwin", "freebsd", "linux", "openharmony", "win32"];

for (const [name, entry] of Object.entries({ ...lock.packages })) {
  for (const [dependency, version] of Object.entries(entry.optionalDependencies ?? {})) {
    const inside = `${name}/node_modules/${dependency}` in lock.packages;
    if (inside || `node_modules/${dependency}` in lock.packages) continue;
    lock.packages[`node_modules/${dependency}`] = platformEntry(dependency, version, entry.dev === true);
    console.log(`added ${dependency}`);
  }
}
const packages = Object.fromEntries(Object.entries(lock.packages).sort(([a], [b]) => (a < b ? -1 : 1)));
writeFileSync(path, `${JSON.stringify({ ...lock, packages }, null, 2)}\n`);

function platformEntry(dependency: string, version: string, dev: boolean): Entry {
  const words = dependency.split(/[-/]/);
  const at = words.findLastIndex((word) => systems.includes(word));
  const [os = "", cpu = "", flavour = ""] = words.slice(at);
  if (at < 0) throw new Error(`${dependency} is missing from the lock file and names no platform`);
  const libc = flavour.startsWith("gnu") ? "glibc" : flavour.startsWith("musl") ? "musl" : undefined;
  return { version, cpu: [cpu], ...(dev && { dev }), ...(libc && { libc: [libc] }), optional: true, os: [os] };
}
