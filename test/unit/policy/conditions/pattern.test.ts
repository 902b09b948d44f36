import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { damaged, resultOf } from "./a-condition.ts";

describe("“regular expression finds something”", () => {
  it("finds what is described, as often as wanted", async () => {
    assert.equal(await resultOf("pattern", { pattern: "merg(?:er|ing)\\s+is" }), true);
    assert.equal(await resultOf("pattern", { pattern: "MERGER", matchCase: true }), false);
    assert.equal(await resultOf("pattern", { pattern: "\\d{4}", minimum: 4 }), true);
    assert.equal(await resultOf("pattern", { pattern: "\\d{4}", minimum: 5 }), false);
    assert.equal(await resultOf("pattern", { pattern: "^quarterly", scopes: ["subject"] }), true);
  });

  it("refuses an expression that is none, and says where", async () => {
    await assert.rejects(resultOf("pattern", { pattern: "a(b" }), /refused at position 2: missing closing \)/);
  });

  it("is unknown, not false, where something could not be read", async () => {
    assert.equal(await resultOf("pattern", { pattern: "x\\d" }, { raw: damaged }), "unknown");
  });
});
