import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, it } from "node:test";
import { zipOf } from "../../../src/pickup/zip.ts";

describe("an archive of attachments", () => {
  it("holds each file whole, under a name of its own", () => {
    const folder = mkdtempSync(join(tmpdir(), "sealgate-zip-"));
    try {
      const files = [
        { name: "plan.txt", bytes: Buffer.from("one") },
        { name: "Plan.txt", bytes: Buffer.from("two") },
        { name: "übersicht 図.bin", bytes: Buffer.alloc(100_000, 7) },
        { name: "empty", bytes: Buffer.alloc(0) },
      ];
      writeFileSync(join(folder, "all.zip"), Buffer.concat([...zipOf(files, new Date("2026-11-22T10:00:00Z"))]));
      const script =
        "import sys,zipfile; z=zipfile.ZipFile(sys.argv[1]); assert z.testzip() is None; z.extractall(sys.argv[2])";
      execFileSync("python3", ["-c", script, join(folder, "all.zip"), join(folder, "out")]);
      const found = readdirSync(join(folder, "out")).sort();
      assert.deepEqual(found, ["Plan (2).txt", "empty", "plan.txt", "übersicht 図.bin"]);
      assert.equal(readFileSync(join(folder, "out", "Plan (2).txt"), "utf8"), "two");
      assert.equal(readFileSync(join(folder, "out", "übersicht 図.bin")).length, 100_000);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});
