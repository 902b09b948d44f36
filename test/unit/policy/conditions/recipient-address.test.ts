import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { resultOf } from "./a-condition.ts";

describe("“recipient’s address is”", () => {
  it("matches addresses in any case", async () => {
    assert.equal(await resultOf("recipient-address", { addresses: ["Bob@Partner.example"] }), true);
    assert.equal(await resultOf("recipient-address", { addresses: ["bob2@partner.example"] }), false);
  });
});
