import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { fromSender, resultOf } from "./a-condition.ts";

describe("“sender is internal or external”", () => {
  it("goes by the envelope’s domain", async () => {
    assert.equal(await resultOf("sender-location", { is: "internal" }), true);
    assert.equal(await resultOf("sender-location", { is: "external" }), false);
    assert.equal(await resultOf("sender-location", { is: "external" }, fromSender("x@other.example")), true);
  });
});
