import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { fromSender, resultOf } from "./a-condition.ts";

const file = {
  groups: [
    { id: "partners", name: "Partners", domains: ["partner.example"] },
    { id: "board", name: "Board", addresses: ["Alice@Company.example"] },
    { id: "trusted", name: "Trusted", groups: ["partners", "board"] },
  ],
};

describe("“sender is in a group”", () => {
  it("finds people in groups, and in groups within groups", async () => {
    assert.equal(await resultOf("sender-group", { groups: ["trusted"] }, { file }), true);
    assert.equal(await resultOf("sender-group", { groups: ["partners"] }, { file }), false);
  });

  it("wants envelope and header From in an exception", async () => {
    const forged = { ...fromSender("alice@company.example", ["eve@company.example"]), file };
    assert.equal(await resultOf("sender-group", { groups: ["board"] }, forged), true);
    assert.equal(await resultOf("sender-group", { groups: ["board"] }, { ...forged, inException: true }), false);
  });

  it("refuses a group that is not there", async () => {
    await assert.rejects(resultOf("sender-group", { groups: ["nobody"] }, { file }), /there is no group/);
  });
});
