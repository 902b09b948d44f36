import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { damaged, file, resultOf, withArchive, withFiles } from "./a-condition.ts";

describe("“number of attachments is”", () => {
  it("counts files, those inside others only when asked", async () => {
    const two = withFiles(file("a.txt"), file("b.txt"));
    assert.equal(await resultOf("attachment-count", { atLeast: 2, atMost: 2 }, two), true);
    assert.equal(await resultOf("attachment-count", { atLeast: 3 }, two), false);
    assert.equal(await resultOf("attachment-count", { atLeast: 2 }, withArchive("a.txt")), false);
    assert.equal(await resultOf("attachment-count", { atLeast: 2, packed: "also" }, withArchive("a.txt")), true);
    assert.equal(
      await resultOf("attachment-count", { atLeast: 2, packed: "only" }, withArchive("a.txt", "b.txt")),
      true,
    );
  });

  it("is unknown where an archive could not be opened and its files count", async () => {
    assert.equal(await resultOf("attachment-count", { atLeast: 2, packed: "also" }, { raw: damaged }), "unknown");
    assert.equal(await resultOf("attachment-count", { atMost: 1 }, { raw: damaged }), true);
  });
});
