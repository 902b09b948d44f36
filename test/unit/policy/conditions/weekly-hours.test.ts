import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { resultOf } from "./a-condition.ts";

describe("“time of the week is”", () => {
  it("runs past midnight, and through changes of the clocks", async () => {
    const at = (now: string, hours: object, timeZone = "Europe/Berlin") =>
      resultOf("weekly-hours", { hours: [hours], timeZone }, { now });
    const office = { days: ["mon", "tue", "wed", "thu", "fri"], from: "09:00", to: "17:00" };
    assert.equal(await at("2026-03-27T08:30:00Z", office), true);
    assert.equal(await at("2026-03-30T07:30:00Z", office), true, "summer time since 29 March");
    assert.equal(await at("2026-03-27T07:30:00Z", office), false);
    assert.equal(await at("2026-03-27T16:00:00Z", office), false, "the end does not belong to it");
    const night = { days: ["fri"], from: "22:00", to: "06:00" };
    assert.equal(await at("2026-03-27T21:30:00Z", night), true);
    assert.equal(await at("2026-03-28T03:00:00Z", night), true);
    assert.equal(await at("2026-03-27T03:00:00Z", night), false);
  });
});
