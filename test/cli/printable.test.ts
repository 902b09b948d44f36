import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { planWords } from "../../bin/sealgate/plan-words.ts";
import { reportWords } from "../../bin/sealgate/tls/report-words.ts";

const hostile = "\u001b]0;owned\u0007\u001b[2K\u009b31m\r\n::error::x\u202e";
const control = /[^\P{Cc}\n]|\p{Cf}/u;

describe("what the command line prints of others' words", () => {
  it("moves no terminal and makes no line of its own in a plan", () => {
    const outcome = { disposition: "send", policyName: hostile, encryptionProfile: null } as const;
    const row = {
      ...{ messageId: "m1", receivedAt: "2026-11-22T10:00:00.000Z", from: hostile, subject: hostile },
      ...{
        recipient: hostile,
        kind: "changed" as const,
        before: outcome,
        after: outcome,
        opensHole: true,
        unknownTo: [],
      },
    } as const;
    const difference = {
      section: "policies",
      id: "a",
      name: hostile,
      kind: "added",
      before: hostile,
      after: "x",
    } as const;
    const problem = { severity: "warning", code: "invalid", message: hostile, name: hostile, path: hostile } as const;
    const check = {
      ...{ revision: 1, basedOn: 1, inForce: 1, problems: [problem], tests: [] },
      ...{ differences: [{ ...difference, details: [hostile] }] },
      drift: [{ version: 2, publishedBy: hostile, note: hostile }],
    };
    const words = planWords(check, { days: 7, messages: 1, notKnown: 0, texts: 0, rows: [row] });
    assert.doesNotMatch(words, control);
    assert.doesNotMatch(words, /^::/m);
  });

  it("nor in a report about a domain", () => {
    const tls = {
      version: "1.3",
      cipher: hostile,
      trusted: false,
      problem: hostile,
      issuer: hostile,
      validTo: hostile,
    };
    const words = reportWords({
      domain: "partner.example",
      hosts: [
        { host: hostile, reached: true, greeting: hostile, tls },
        { host: hostile, reached: false, why: hostile },
      ],
      mtaSts: { mode: hostile, mx: [hostile] },
      tlsRpt: hostile,
      verdict: "not-enforceable",
    });
    assert.doesNotMatch(words, control);
    assert.doesNotMatch(words, /^::/m);
  });
});
