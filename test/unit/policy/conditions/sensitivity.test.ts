import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { resultOf, withFields } from "./a-condition.ts";

describe("“sensitivity is”", () => {
  it("is read as clients write it", async () => {
    const confidential = withFields("Sensitivity: Company-Confidential");
    assert.equal(await resultOf("sensitivity", { is: ["confidential"] }, confidential), true);
    assert.equal(await resultOf("sensitivity", { is: ["private"] }, withFields("Sensitivity: Private")), true);
    assert.equal(await resultOf("sensitivity", { is: ["private"] }, confidential), false);
    assert.equal(await resultOf("sensitivity", { is: ["normal"] }), true);
  });
});
