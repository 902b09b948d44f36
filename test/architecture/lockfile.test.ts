import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { describe, it } from "node:test";

type Entry = { readonly resolved?: string; readonly optionalDependencies?: Readonly<Record<string, string>> };

const { packages } = JSON.parse(readFileSync("package-lock.json", "utf8")) as { packages: Record<string, Entry> };

describe("the lock file", () => {
  it("holds the packages of every platform, so that npm ci takes it everywhere", () => {
    const missing = Object.entries(packages).flatMap(([name, { optionalDependencies = {} }]) =>
      Object.keys(optionalDependencies).filter(
        (dependency) => !(`${name}/node_modules/${dependency}` in packages || `node_modules/${dependency}` in packages),
      ),
    );
    assert.deepEqual(missing, [], "run node bin/complete-lock.ts");
  });

  it("names no registry host", () => {
    const named = Object.entries(packages).filter(([, { resolved }]) => resolved !== undefined);
    assert.deepEqual(named, []);
  });
});
