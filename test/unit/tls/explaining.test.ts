import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { describePolicy } from "../../../src/tls/describe-policy.ts";
import { explainOverlaps } from "../../../src/tls/explain-overlaps.ts";
import { aContext, aDelivery, aReceipt } from "./a-policy.ts";

const now = new Date("2026-06-15T12:00:00Z");
const overlaps = (...given: object[]) => explainOverlaps(given.map(aReceipt), now, aContext());
const to = (domain: string, subdomains = false) => ({ appliesTo: [{ kind: "domain", domain, subdomains }] });

describe("a policy in words", () => {
  it("says whom, what, where, and until when", () => {
    const policy = aReceipt({
      option: "enforced",
      appliesFrom: [{ kind: "group", group: "finance" }],
      appliesTo: [{ kind: "domain", domain: "partner.example", subdomains: true }],
      bidirectional: true,
      override: true,
      sourceRanges: ["192.0.2.0/24"],
      validity: { from: "2026-01-01", to: "2026-12-31" },
    });
    assert.equal(
      describePolicy(policy),
      "For mail from the group finance to anyone at partner.example or below it, in both directions, coming from 192.0.2.0/24, TLS 1.2 or later is required. In force from 2026-01-01 until 2026-12-31. It goes before policies without override.",
    );
  });

  it("says by which way mail leaves and what happens otherwise", () => {
    assert.match(
      describePolicy(
        aDelivery({ option: "enforced", certificate: "trusted", route: "smtp", whenUnavailable: "return" }),
      ),
      /own mail server with a certificate that is trusted; where that cannot be had, it is returned to the sender\.$/,
    );
  });
});

describe("contradictory policies", () => {
  it("are named with what settles them", () => {
    const newer = { id: "lax", ...to("partner.example"), createdAt: "2026-02-01T00:00:00Z" };
    const [one] = overlaps({ id: "strict", option: "enforced", ...to("partner.example") }, newer);
    assert.deepEqual([one?.winner, one?.loser], ["lax", "strict"]);
    assert.match(one?.sentence ?? "", /There lax decides, because it is newer\.$/);
    const same = overlaps({ id: "a", option: "enforced" }, { id: "b" });
    assert.match(same[0]?.sentence ?? "", /because its id comes first/);
  });

  it("are none when they ask the same, never meet, or differ in rank", () => {
    const strict = { id: "strict", option: "enforced" };
    assert.deepEqual(overlaps(strict, { id: "same", option: "enforced" }), []);
    assert.deepEqual(overlaps({ ...strict, ...to("a.example") }, { id: "lax", ...to("b.example") }), []);
    assert.deepEqual(overlaps(strict, { id: "lax", ...to("b.example") }), []);
    assert.deepEqual(overlaps(strict, { id: "lax", override: true }), []);
    assert.deepEqual(overlaps(strict, { id: "lax", enabled: false }), []);
    assert.deepEqual(
      overlaps({ ...strict, validity: { to: "2026-06-30" } }, { id: "lax", validity: { from: "2026-07-01" } }),
      [],
    );
    const net = (range: string) => ({ sourceRanges: [range] });
    assert.deepEqual(overlaps({ ...strict, ...net("10.0.0.0/8") }, { id: "lax", ...net("11.0.0.0/8") }), []);
    assert.equal(overlaps({ ...strict, ...net("10.0.0.0/8") }, { id: "lax", ...net("10.0.0.0/8") }).length, 1);
  });

  it("are found below a domain and inside the company", () => {
    const strict = { id: "strict", option: "enforced" };
    assert.equal(
      overlaps({ ...strict, ...to("partner.example", true) }, { id: "lax", ...to("eu.partner.example") }).length,
      1,
    );
    assert.equal(
      overlaps({ ...strict, appliesTo: [{ kind: "internal" }] }, { id: "lax", appliesTo: [{ kind: "external" }] })
        .length,
      0,
    );
  });
});
