import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { resultOf } from "./a-condition.ts";

describe("“recipient’s domain is”", () => {
  it("matches domains, not look-alikes, and subdomains only when asked", async () => {
    const domains = ["partner.example"];
    const asked = (recipient: string, subdomains = false) =>
      resultOf("recipient-domain", { domains, subdomains }, { recipient });
    assert.equal(await asked("bob@PARTNER.example"), true);
    assert.equal(await asked("bob@notpartner.example"), false);
    assert.equal(await asked("bob@a.partner.example"), false);
    assert.equal(await asked("bob@a.partner.example", true), true);
    assert.equal(await asked("bob@apartner.example", true), false);
  });

  it("refuses what is no domain", async () => {
    await assert.rejects(resultOf("recipient-domain", { domains: ["bob@partner.example"] }));
  });
});
