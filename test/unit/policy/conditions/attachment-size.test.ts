import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { damaged, file, resultOf, withArchive, withFiles } from "./a-condition.ts";

describe("“attachment size is”", () => {
  it("looks at any file or at all together", async () => {
    const two = withFiles(file("a.txt"), file("b.txt", "text/plain", "x".repeat(1_000)));
    assert.equal(await resultOf("attachment-size", { atLeast: 1_000 }, two), true);
    assert.equal(await resultOf("attachment-size", { atLeast: 1_001 }, two), false);
    assert.equal(await resultOf("attachment-size", { atLeast: 1_001, of: "all-together" }, two), true);
  });

  it("looks at files inside others when asked", async () => {
    const asking = withArchive("a.txt");
    assert.equal(await resultOf("attachment-size", { atMost: 4 }, asking), false);
    assert.equal(await resultOf("attachment-size", { atMost: 4, packed: "also" }, asking), true);
    assert.equal(await resultOf("attachment-size", { atLeast: 5, packed: "only" }, asking), false);
    assert.equal(await resultOf("attachment-size", { atLeast: 9_999, packed: "also" }, { raw: damaged }), "unknown");
  });
});
