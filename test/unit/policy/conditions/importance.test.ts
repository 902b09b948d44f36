import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { resultOf, withFields } from "./a-condition.ts";

describe("“importance is”", () => {
  it("is read as clients write it", async () => {
    assert.equal(await resultOf("importance", { is: ["high"] }, withFields("X-Priority: 1 (Highest)")), true);
    assert.equal(await resultOf("importance", { is: ["high"] }, withFields("Importance: High")), true);
    assert.equal(await resultOf("importance", { is: ["low"] }, withFields("Priority: non-urgent")), true);
    assert.equal(await resultOf("importance", { is: ["normal"] }, withFields("X-Priority: 3")), true);
    assert.equal(await resultOf("importance", { is: ["high", "low"] }), false);
  });
});
