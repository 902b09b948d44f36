import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { resultOf } from "./a-condition.ts";

const file = { attributes: { "BOB@partner.example": { Country: "Germany" } } };

describe("“recipient’s attribute is”", () => {
  it("compares names and values in any case", async () => {
    assert.equal(await resultOf("recipient-attribute", { name: "country", values: ["GERMANY"] }, { file }), true);
    assert.equal(await resultOf("recipient-attribute", { name: "country", values: ["France"] }, { file }), false);
    const nobody = { file, recipient: "carol@partner.example" };
    assert.equal(await resultOf("recipient-attribute", { name: "country", values: ["Germany"] }, nobody), false);
  });
});
