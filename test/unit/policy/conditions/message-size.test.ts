import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { resultOf, withFields } from "./a-condition.ts";

describe("“message size is”", () => {
  it("counts both ends in", async () => {
    const asking = withFields("Subject: x");
    const size = asking.raw?.length ?? 0;
    assert.equal(await resultOf("message-size", { atLeast: size, atMost: size }, asking), true);
    assert.equal(await resultOf("message-size", { atLeast: size + 1 }, asking), false);
  });

  it("refuses a range without ends, or with ends the wrong way round", async () => {
    await assert.rejects(resultOf("message-size", {}), /atLeast, atMost or both/);
    await assert.rejects(resultOf("message-size", { atLeast: 2, atMost: 1 }), /in order/);
  });
});
