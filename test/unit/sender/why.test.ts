import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { whyNotClear } from "../../../src/gateway/why-not-clear.ts";
import { whyEncrypted } from "../../../src/sender/why.ts";

describe("why a message was encrypted, for its sender", () => {
  it("names each policy once", () => {
    const policy = { policyName: "Cards", reason: 'Policy "Cards" applies.' };
    assert.deepEqual(whyEncrypted([policy, policy]), [{ policy: "Cards" }]);
  });

  it("tells what could not be sent unencrypted from what is always encrypted", () => {
    assert.deepEqual(whyEncrypted([{ reason: `No policy applies. ${whyNotClear("attachment-name")}` }]), ["uncarried"]);
    assert.deepEqual(whyEncrypted([{ reason: "No policy applies." }]), ["default"]);
  });

  it("says that something could not be read", () => {
    assert.deepEqual(whyEncrypted([{ reason: "Not everything could be read (corrupt)." }]), ["safety"]);
  });
});
