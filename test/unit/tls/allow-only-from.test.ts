import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import type { TrafficPolicy as LocalPolicy } from "../../../local/ses/mail-manager.ts";
import { lets } from "../../../local/smtp/traffic.ts";
import { allowOnlyFrom } from "../../../src/tls/compile/allow-only-from.ts";
import { compileTrafficPolicy } from "../../../src/tls/compile/compile-traffic-policy.ts";
import { trafficLimits } from "../../../src/tls/compile/traffic-policy.ts";
import { aReceipt } from "./a-policy.ts";

const networks = ["192.0.2.0/24", "198.51.100.0/24", "2001:db8::/32"];
const company = {
  gatewayDomain: "gw.company.example",
  companyDomains: new Set(["company.example"]),
  timeZone: "UTC",
  now: new Date("2026-06-15T12:00:00Z"),
  requireForAll: false,
  ipv6: true,
  domainList: null,
};

describe("a traffic policy for the company's own networks", () => {
  const open = { DefaultAction: "ALLOW", PolicyStatements: [] } as const;

  it("lets in whoever the policy lets in, from these networks and no others", () => {
    const policies = [
      aReceipt({ option: "enforced", appliesTo: [{ kind: "individual", address: "bob@partner.example" }] }),
    ];
    const { policy } = compileTrafficPolicy(policies, company);
    const narrowed = allowOnlyFrom(policy, networks) ?? assert.fail();
    const traffic = fc.record({
      recipient: fc.constantFrom("bob@partner.example", "eve@other.example"),
      ip: fc.constantFrom("192.0.2.7", "198.51.100.1", "203.0.113.9", "2001:db8::1", "2001:dead::1"),
      tls: fc.constantFrom("1.2" as const, "1.3" as const, null),
    });
    fc.assert(
      fc.property(traffic, (one) => {
        const own = !["203.0.113.9", "2001:dead::1"].includes(one.ip);
        const expected = own && lets(policy as unknown as LocalPolicy, one);
        assert.equal(lets(narrowed as unknown as LocalPolicy, one), expected);
      }),
    );
  });

  it("takes ten networks a condition, and says when they are too many", () => {
    const many = Array.from({ length: 200 }, (_, index) => `10.${index}.0.0/16`);
    assert.equal(allowOnlyFrom(open, many)?.PolicyStatements.length, trafficLimits.statements);
    assert.equal(allowOnlyFrom(open, [...many, "10.201.0.0/16"]), null);
  });
});
