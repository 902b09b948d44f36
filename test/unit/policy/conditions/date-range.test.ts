import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { resultOf } from "./a-condition.ts";

describe("“date is”", () => {
  it("goes by days of a time zone, both ends included", async () => {
    const settings = { from: "2026-03-05", to: "2026-03-06", timeZone: "Asia/Tokyo" };
    assert.equal(await resultOf("date-range", settings, { now: "2026-03-04T14:59:00Z" }), false);
    assert.equal(await resultOf("date-range", settings, { now: "2026-03-04T15:00:00Z" }), true);
    assert.equal(await resultOf("date-range", settings, { now: "2026-03-06T14:59:00Z" }), true);
    assert.equal(await resultOf("date-range", settings, { now: "2026-03-06T15:00:00Z" }), false);
    await assert.rejects(resultOf("date-range", { from: "2026-03-05", to: "2026-03-01" }), /ends before it begins/);
    await assert.rejects(resultOf("date-range", { from: "2026-03-05", timeZone: "Mars/Base" }), /time zone/);
  });
});
