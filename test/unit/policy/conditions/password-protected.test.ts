import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { damaged, resultOf, withFinding } from "./a-condition.ts";

describe("“attachment is password-protected”", () => {
  it("sees what opens with a password only", async () => {
    assert.equal(await resultOf("password-protected", {}, withFinding("encrypted")), true);
    assert.equal(await resultOf("password-protected", {}), false);
    assert.equal(await resultOf("password-protected", {}, { raw: damaged }), "unknown");
  });
});
