import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { resultOf } from "./a-condition.ts";

const file = {
  groups: [
    { id: "partners", name: "Partners", domains: ["partner.example"] },
    { id: "board", name: "Board", addresses: ["Alice@Company.example"] },
    { id: "trusted", name: "Trusted", groups: ["partners", "board"] },
  ],
};

describe("“recipient is in a group”", () => {
  it("finds people by address, by domain and in groups within groups", async () => {
    assert.equal(await resultOf("recipient-group", { groups: ["partners"] }, { file }), true);
    assert.equal(await resultOf("recipient-group", { groups: ["trusted"] }, { file }), true);
    assert.equal(await resultOf("recipient-group", { groups: ["board"] }, { file }), false);
  });

  it("refuses a group that is not there", async () => {
    await assert.rejects(resultOf("recipient-group", { groups: ["nobody"] }, { file }), /there is no group/);
  });
});
