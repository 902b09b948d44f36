import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { fromSender, resultOf } from "./a-condition.ts";

describe("“sender is”", () => {
  it("looks at the envelope unless told otherwise", async () => {
    const settings = { addresses: ["alice@company.example"] };
    const eve = fromSender("eve@company.example");
    assert.equal(await resultOf("sender", settings), true);
    assert.equal(await resultOf("sender", settings, eve), false);
    assert.equal(await resultOf("sender", { ...settings, basis: "header-from" }, eve), true);
    assert.equal(await resultOf("sender", { ...settings, basis: "either" }, eve), true);
    assert.equal(await resultOf("sender", { ...settings, basis: "both" }, eve), false);
  });

  it("wants both in an exception, and header From for the null sender", async () => {
    const settings = { domains: ["company.example"] };
    const mixed = { ...fromSender("alice@company.example", ["x@other.example"]), inException: true };
    assert.equal(await resultOf("sender", settings, mixed), false);
    assert.equal(await resultOf("sender", settings, fromSender(null)), true);
    assert.equal(await resultOf("sender", settings, fromSender(null, [])), false);
  });
});
