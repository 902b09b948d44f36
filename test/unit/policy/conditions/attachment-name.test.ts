import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { damaged, file, resultOf, withArchive, withFiles } from "./a-condition.ts";

describe("“attachment’s name is”", () => {
  it("knows names by pattern, in any case", async () => {
    const asking = withFiles(file("my invoice7.PDF", "text/plain"));
    assert.equal(await resultOf("attachment-name", { patterns: ["*INVOICE?.pdf"] }, asking), true);
    assert.equal(await resultOf("attachment-name", { patterns: ["invoice"] }, asking), false);
  });

  it("sees members of archives, with and without their folders, or them only", async () => {
    const asking = withArchive("2026/secret plan.txt");
    assert.equal(await resultOf("attachment-name", { patterns: ["secret*"] }, asking), true);
    assert.equal(await resultOf("attachment-name", { patterns: ["2026/*"] }, asking), true);
    assert.equal(await resultOf("attachment-name", { patterns: ["secret*"], packed: "only" }, asking), true);
    assert.equal(await resultOf("attachment-name", { patterns: ["secret*"], packed: "not" }, asking), false);
    assert.equal(await resultOf("attachment-name", { patterns: ["a.zip"], packed: "only" }, asking), false);
    assert.equal(await resultOf("attachment-name", { patterns: ["a.zip"], packed: "not" }, asking), true);
  });

  it("is unknown where an archive could not be opened", async () => {
    assert.equal(await resultOf("attachment-name", { patterns: ["b*"] }, { raw: damaged }), "unknown");
    assert.equal(await resultOf("attachment-name", { patterns: ["b*"], packed: "not" }, { raw: damaged }), false);
  });
});
