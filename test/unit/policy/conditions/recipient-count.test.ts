import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { resultOf } from "./a-condition.ts";

describe("“number of recipients is”", () => {
  it("counts all recipients or one side only", async () => {
    const recipients = ["a@company.example", "b@partner.example", "c@partner.example"];
    const facts = { envelope: { sender: null, recipients } };
    assert.equal(await resultOf("recipient-count", { atLeast: 3 }, { facts }), true);
    assert.equal(await resultOf("recipient-count", { atMost: 2 }, { facts }), false);
    assert.equal(await resultOf("recipient-count", { atLeast: 2, atMost: 2, of: "external" }, { facts }), true);
    assert.equal(await resultOf("recipient-count", { atLeast: 2, of: "internal" }, { facts }), false);
  });
});
