import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { ingressProfileOf, unanswerable } from "../../../src/policy/unanswerable.ts";
import { policiesWith } from "./judging.ts";

describe("publishing", () => {
  const policies = policiesWith({
    conditions: { all: [{ type: "already-encrypted" }, { none: [{ type: "received-over-tls" }] }] },
    exceptions: { type: "received-over-tls", settings: { is: false } },
  });

  it("refuses conditions that the ingress can never answer, and says where and what to do", () => {
    const problems = unanswerable(policies, "receipt-rules");
    assert.deepEqual(
      problems.map(({ path }) => path),
      ["policies[0].conditions.all[1].none[0]", "policies[0].exceptions"],
    );
    assert.match(problems[0]?.message ?? "", /receipt-rules: require TLS for the whole gateway instead/);
  });

  it("takes them where the ingress tells", () => {
    assert.deepEqual(unanswerable(policies, "mail-manager"), []);
    assert.deepEqual(unanswerable(policies, "receipt-rules-over-tls"), []);
    assert.deepEqual(unanswerable(policiesWith({ conditions: { type: "already-encrypted" } }), "receipt-rules"), []);
  });

  it("knows that rules which require TLS of everybody tell it of every message", () => {
    const receiptTls = "require";
    assert.equal(ingressProfileOf({ ingress: "receipt-rules", receiptTls }), "receipt-rules-over-tls");
    assert.equal(ingressProfileOf({ ingress: "receipt-rules", receiptTls: "optional" }), "receipt-rules");
    assert.equal(ingressProfileOf({ ingress: "mail-manager", receiptTls }), "mail-manager");
  });
});
