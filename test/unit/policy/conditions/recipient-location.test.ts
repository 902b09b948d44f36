import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { resultOf } from "./a-condition.ts";

describe("“recipient is internal or external”", () => {
  it("goes by the company’s domains, subdomains left out", async () => {
    assert.equal(await resultOf("recipient-location", { is: "external" }), true);
    assert.equal(await resultOf("recipient-location", { is: "internal" }, { recipient: "eve@Company.EXAMPLE" }), true);
    assert.equal(
      await resultOf("recipient-location", { is: "internal" }, { recipient: "eve@sub.company.example" }),
      false,
    );
  });
});
