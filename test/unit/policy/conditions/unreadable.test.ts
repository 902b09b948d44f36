import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { damaged, resultOf, withFinding } from "./a-condition.ts";

describe("“message could not be read whole”", () => {
  it("goes by the classes of what stood in the way", async () => {
    assert.equal(await resultOf("unreadable", {}, { raw: damaged }), true);
    assert.equal(await resultOf("unreadable", { classes: ["over-budget"] }, { raw: damaged }), false);
    assert.equal(await resultOf("unreadable", {}), false);
    assert.equal(await resultOf("unreadable", { classes: ["over-budget"] }, withFinding("scan-incomplete")), true);
    assert.equal(await resultOf("unreadable", {}, withFinding("no-text")), false);
  });
});
