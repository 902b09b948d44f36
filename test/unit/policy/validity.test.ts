import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { parsePolicies } from "../../../src/policy/parse-policies.ts";
import { inForce } from "../../../src/policy/validity.ts";

const berlin = { timeZone: "Europe/Berlin" };
const at = (iso: string, validity: object) => inForce({ ...berlin, ...validity }, new Date(iso));

describe("validity", () => {
  it("runs from 00:00 of the first to 24:00 of the last day, in its own time zone", () => {
    const days = { from: "2026-03-29", to: "2026-03-29" };
    assert.equal(at("2026-03-28T22:59:59Z", days), false);
    assert.equal(at("2026-03-28T23:00:00Z", days), true);
    assert.equal(at("2026-03-29T21:59:59Z", days), true, "the clocks went forward: the day ends at 22:00 UTC");
    assert.equal(at("2026-03-29T22:00:00Z", days), false);
  });

  it("follows the clocks of the time zone through both changes", () => {
    const hours = { weekly: [{ days: ["sun"], from: "02:00", to: "03:30" }] };
    assert.equal(at("2026-03-29T00:59:00Z", hours), false, "01:59");
    assert.equal(at("2026-03-29T01:00:00Z", hours), true, "03:00: there is no 02:00 on this day");
    assert.equal(at("2026-03-29T01:30:00Z", hours), false, "03:30");
    assert.equal(at("2026-10-25T00:30:00Z", hours), true, "02:30 for the first time");
    assert.equal(at("2026-10-25T01:30:00Z", hours), true, "02:30 for the second time");
    assert.equal(at("2026-10-25T02:30:00Z", hours), false, "03:30");
  });

  it("lets hours run past midnight and the end of the week", () => {
    const hours = { weekly: [{ days: ["sun"], from: "22:00", to: "05:00" }] };
    assert.equal(at("2026-03-08T22:00:00Z", hours), true, "Sunday 23:00");
    assert.equal(at("2026-03-09T03:00:00Z", hours), true, "Monday 04:00");
    assert.equal(at("2026-03-09T04:00:00Z", hours), false, "Monday 05:00");
    assert.equal(at("2026-03-08T03:00:00Z", hours), false, "Sunday 04:00");
  });

  it("is refused where it ends before it begins", () => {
    const problems = (validity: object) => {
      const policy = { id: "p", name: "P", conditions: { type: "already-encrypted" }, disposition: "send", validity };
      const parsed = parsePolicies({ version: 1, companyDomains: ["company.example"], policies: [policy] });
      return parsed.ok ? [] : parsed.problems.map(({ path }) => path);
    };
    assert.deepEqual(problems({ from: "2026-03-02", to: "2026-03-01" }), ["policies[0].validity"]);
    assert.deepEqual(problems({ weekly: [{ days: ["mon"], from: "08:00", to: "08:00" }] }), [
      "policies[0].validity.weekly[0]",
    ]);
    assert.deepEqual(problems({ weekly: [{ days: ["mon"], from: "22:00", to: "06:00" }] }), []);
  });
});
