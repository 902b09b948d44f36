import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { resultOf } from "./a-condition.ts";

const file = { attributes: { "alice@company.example": { department: "Legal & Finance" } } };

describe("“sender’s attribute is”", () => {
  it("compares whole values, parts, beginnings and ends", async () => {
    const asked = (match: string, value: string) =>
      resultOf("sender-attribute", { name: "Department", match, values: [value] }, { file });
    assert.equal(await asked("is", "legal & finance"), true);
    assert.equal(await asked("is", "legal"), false);
    assert.equal(await asked("contains", "gal & fin"), true);
    assert.equal(await asked("starts-with", "finance"), false);
    assert.equal(await asked("ends-with", "finance"), true);
  });
});
