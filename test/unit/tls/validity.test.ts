import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { instantOf } from "../../../src/tls/local-time.ts";
import { periodOf, statusLight } from "../../../src/tls/validity.ts";
import { aReceipt } from "./a-policy.ts";

const limits = (validity: object, timeZone: string) => {
  const { from, to } = periodOf(aReceipt({ validity }), timeZone);
  return [from?.toISOString(), to?.toISOString()];
};

describe("validity of a TLS policy", () => {
  it("runs from 00:00 to 24:00 of the company's days, however long these are", () => {
    assert.deepEqual(limits({ from: "2026-03-29", to: "2026-03-29" }, "Europe/Berlin"), [
      "2026-03-28T23:00:00.000Z",
      "2026-03-29T22:00:00.000Z",
    ]);
    assert.deepEqual(limits({ from: "2026-10-25", to: "2026-10-25" }, "Europe/Berlin"), [
      "2026-10-24T22:00:00.000Z",
      "2026-10-25T23:00:00.000Z",
    ]);
    assert.deepEqual(limits({ from: "2026-12-31", to: "2026-12-31" }, "Pacific/Kiritimati"), [
      "2026-12-30T10:00:00.000Z",
      "2026-12-31T10:00:00.000Z",
    ]);
  });

  it("takes the longer reading of an hour that clocks show twice", () => {
    assert.deepEqual(limits({ from: "2026-10-25T02:30", to: "2026-10-25T02:30" }, "Europe/Berlin"), [
      "2026-10-25T00:30:00.000Z",
      "2026-10-25T01:30:00.000Z",
    ]);
  });

  it("begins and ends with the change where clocks never show the time", () => {
    assert.equal(instantOf("2026-03-29T02:30", "Europe/Berlin", "first").toISOString(), "2026-03-29T01:00:00.000Z");
    assert.equal(instantOf("2026-03-29T02:30", "Europe/Berlin", "last").toISOString(), "2026-03-29T01:00:00.000Z");
    assert.equal(instantOf("2018-11-04", "America/Sao_Paulo", "first").toISOString(), "2018-11-04T03:00:00.000Z");
    assert.equal(instantOf("2011-12-30", "Pacific/Apia", "first").toISOString(), "2011-12-30T10:00:00.000Z");
  });

  it("knows half hours and every day of two years in many zones", () => {
    for (const zone of [
      "UTC",
      "Asia/Kolkata",
      "Australia/Lord_Howe",
      "America/St_Johns",
      "Africa/Cairo",
      "Asia/Beirut",
    ]) {
      let last = 0;
      for (let day = Date.UTC(2025, 0, 1); day < Date.UTC(2027, 0, 1); day += 86_400_000) {
        const date = new Date(day).toISOString().slice(0, 10);
        const instant = instantOf(date, zone, "first").getTime();
        const shown = new Intl.DateTimeFormat("sv-SE", { timeZone: zone, dateStyle: "short" });
        assert.equal(shown.format(instant), date, zone);
        assert.notEqual(shown.format(instant - 1), date, zone);
        assert.ok(instant > last);
        last = instant;
      }
    }
  });

  it("shows one light: disabled, future, expired, override or active", () => {
    const light = (given: object, at: string) => statusLight(aReceipt(given), new Date(at), "Europe/Berlin");
    const validity = { from: "2026-06-01", to: "2026-06-30" };
    assert.equal(light({}, "2026-06-15T00:00:00Z"), "active");
    assert.equal(light({ validity: {} }, "2026-06-15T00:00:00Z"), "active");
    assert.equal(light({ override: true }, "2026-06-15T00:00:00Z"), "override");
    assert.equal(light({ validity }, "2026-05-31T21:59:59Z"), "future");
    assert.equal(light({ validity }, "2026-05-31T22:00:00Z"), "active");
    assert.equal(light({ validity, override: true }, "2026-06-30T21:59:59Z"), "override");
    assert.equal(light({ validity, override: true }, "2026-06-30T22:00:00Z"), "expired");
    assert.equal(light({ validity, enabled: false }, "2026-06-30T22:00:00Z"), "disabled");
  });
});
