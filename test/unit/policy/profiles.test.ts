import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { parsePolicies } from "../../../src/policy/parse-policies.ts";
import { profileOf } from "../../../src/policy/profile-of.ts";

const file = { version: 1, companyDomains: ["company.example"] };
const parsed = (more: object) => {
  const result = parsePolicies({ ...file, ...more });
  assert.ok(result.ok);
  return result.policies;
};

describe("encryption profiles", () => {
  it("are found by id, else the one called default, else a plain one", () => {
    const strict = { id: "strict", expiryDays: 7, signIn: "second-factor" };
    const policies = parsed({ encryptionProfiles: [strict, { id: "default", expiryDays: 60 }] });
    assert.equal(profileOf(policies, "strict").signIn, "second-factor");
    assert.equal(profileOf(policies, null).expiryDays, 60);
    assert.equal(profileOf(policies, "gone").expiryDays, 60);
    assert.deepEqual(profileOf(parsed({}), null).reminderDays, [3]);
  });

  it("are refused when a policy names one that is not there, with its place", () => {
    const result = parsePolicies({ ...file, otherwise: { disposition: "encrypt", encryptionProfile: "none" } });
    assert.deepEqual(result, {
      ok: false,
      problems: [{ path: "otherwise.encryptionProfile", message: 'there is no encryption profile "none"' }],
    });
  });

  for (const expiryDays of [0, 366, 1.5])
    it(`do not expire after ${expiryDays} days`, () => {
      assert.equal(parsePolicies({ ...file, encryptionProfiles: [{ id: "a", expiryDays }] }).ok, false);
    });
});
