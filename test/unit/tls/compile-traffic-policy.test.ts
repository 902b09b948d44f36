import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import { compileTrafficPolicy, type MailManagerCompany } from "../../../src/tls/compile/compile-traffic-policy.ts";
import { provenByTrafficPolicy } from "../../../src/tls/compile/proven-by-traffic-policy.ts";
import type { TrafficPolicy } from "../../../src/tls/compile/traffic-policy.ts";
import { judgeReceipt, type TlsFacts } from "../../../src/tls/judge-receipt.ts";
import { selectReceiptPolicy } from "../../../src/tls/select-policy.ts";
import { aContext, aQuestion, aReceipt } from "./a-policy.ts";
import { isAllowed } from "./mail-manager.ts";

const company = (given: Partial<MailManagerCompany> = {}): MailManagerCompany => ({
  gatewayDomain: "gw.company.example",
  companyDomains: new Set(["company.example"]),
  timeZone: "UTC",
  now: new Date("2026-06-15T12:00:00Z"),
  requireForAll: false,
  ipv6: false,
  domainList: "arn:list",
  ...given,
});
const strict = { id: "strict", option: "enforced" };
const individual = (address: string) => ({ kind: "individual", address });
const bob = individual("bob@partner.example");
const compile = (given: readonly object[], more: Partial<MailManagerCompany> = {}) =>
  compileTrafficPolicy(given.map(aReceipt), company(more));
const where = (given: object, more: Partial<MailManagerCompany> = {}) => {
  const { enforcements, refusals } = compile([{ ...strict, ...given }], more);
  return [...enforcements.map((one) => one.where), ...refusals.map(() => "refused")].join();
};

describe("Secure Receipt as a traffic policy", () => {
  it("allows all while nothing is enforced", () => {
    assert.deepEqual(compile([{ id: "lax" }]).policy, { DefaultAction: "ALLOW", PolicyStatements: [] });
  });

  it("allows TLS only, for everyone", () => {
    const tls = { Evaluate: { Attribute: "TLS_PROTOCOL" }, Operator: "MINIMUM_TLS_VERSION", Value: "TLS1_3" };
    assert.deepEqual(compile([{ ...strict, minimumTls: "1.3" }]).policy, {
      DefaultAction: "DENY",
      PolicyStatements: [{ Action: "ALLOW", Conditions: [{ TlsExpression: tls }] }],
    });
  });

  it("allows TLS, or another recipient, or another network", () => {
    const { policy } = compile([{ ...strict, appliesTo: [bob], sourceRanges: ["192.0.2.0/24"] }]);
    const allowed = (recipient: string, ip: string, tls: "1.2" | null) => isAllowed(policy, recipient, ip, tls);
    assert.equal(policy.PolicyStatements.length, 3);
    assert.equal(allowed("bob@partner.example", "192.0.2.1", null), false);
    assert.equal(allowed("bob@partner.example", "192.0.2.1", "1.2"), true);
    assert.equal(allowed("dan@partner.example", "192.0.2.1", null), true);
    assert.equal(allowed("bob@partner.example", "198.51.100.1", null), true);
  });

  it("knows both families of addresses where the endpoint does", () => {
    const { policy } = compile([{ ...strict, sourceRanges: ["192.0.2.0/24", "2001:db8::/32"] }], { ipv6: true });
    const plain = (ip: string) => isAllowed(policy, "bob@partner.example", ip, null);
    assert.deepEqual(["192.0.2.1", "2001:db8::1", "198.51.100.1", "2001:db9::1"].map(plain), [
      false,
      false,
      true,
      true,
    ]);
    const four = compile([{ ...strict, sourceRanges: ["192.0.2.0/24"] }], { ipv6: true }).policy;
    assert.deepEqual(
      ["192.0.2.1", "2001:db8::1"].map((ip) => isAllowed(four, "a@b.example", ip, null)),
      [false, true],
    );
  });

  it("leaves to the function what the session does not show, and refuses it for TLS 1.3", () => {
    for (const given of [
      { appliesFrom: [{ kind: "internal" }] },
      { appliesTo: [{ kind: "domain", domain: "partner.example" }], sourceRanges: ["192.0.2.0/24"] },
      { appliesTo: [{ kind: "group", group: "buyers" }] },
      { validity: { from: "2026-07-01" } },
      { appliesTo: [bob], bidirectional: true },
    ]) {
      assert.equal(where(given), "function");
      assert.equal(where({ ...given, minimumTls: "1.3" }), "refused");
    }
    assert.equal(where({ appliesTo: [bob] }), "traffic-policy");
    assert.equal(where({ appliesTo: [bob], minimumTls: "1.3" }), "traffic-policy");
    assert.equal(where({}), "whole-gateway");
    assert.equal(where({ appliesFrom: [{ kind: "internal" }] }, { requireForAll: true }), "whole-gateway");
  });

  it("leaves a domain out by the address list, with its subdomains where they are meant", () => {
    const partner = { kind: "domain", domain: "partner.example" };
    const wide = { kind: "domain", domain: "bank.example", subdomains: true };
    const { policy, listed, enforcements } = compile([
      { ...strict, appliesTo: [partner, wide, individual("x@y.example")] },
    ]);
    assert.deepEqual(listed, ["*.bank.example", "*@bank.example", "*@partner.example"]);
    assert.equal(enforcements[0]?.where, "traffic-policy");
    const plain = (recipient: string) => isAllowed(policy, recipient, "192.0.2.1", null, listed);
    const told = ["bob@partner.example", "bob@sub.partner.example", "a@bank.example", "a@sub.bank.example"].map(plain);
    assert.deepEqual(
      [...told, plain("x@y.example"), plain("joe@other.example")],
      [false, true, false, false, false, true],
    );
    assert.ok(isAllowed(policy, "bob@partner.example", "192.0.2.1", "1.2", listed));
    assert.equal(provenByTrafficPolicy(policy, "bob@partner.example", "192.0.2.1").tls, "unknown");
    assert.equal(where({ appliesTo: [partner], minimumTls: "1.3" }), "refused");
    assert.equal(where({ appliesTo: [partner] }, { domainList: null }), "function");
    assert.deepEqual(compile([{ ...strict, appliesTo: [partner] }], { requireForAll: true }).listed, []);
  });

  it("refuses more domains than are worth a call each", () => {
    const domains = (count: number) =>
      Array.from({ length: count }, (_, index) => ({ kind: "domain", domain: `p${index}.example`, subdomains: true }));
    const refusals = (count: number) => compile([{ ...strict, appliesTo: domains(count) }]).refusals;
    assert.deepEqual(refusals(500), []);
    const two = [domains(500), [{ kind: "domain", domain: "one-more.example" }]];
    const beyond = compile(two.map((appliesTo, index) => ({ ...strict, id: `p${index}`, appliesTo })));
    assert.match(beyond.refusals[0]?.sentence ?? "", /more than 1000 domains/);
  });

  it("leaves no domain out of which another policy may decide about somebody", () => {
    const lax = { id: "lax", appliesTo: [bob] };
    const compiled = compile([{ ...strict, appliesTo: [{ kind: "domain", domain: "partner.example" }] }, lax]);
    assert.deepEqual([compiled.listed, compiled.enforcements[0]?.where], [[], "function"]);
  });

  it("never refuses in the session what another policy allows", () => {
    const lax = { id: "lax", appliesFrom: [individual("alice@company.example")], appliesTo: [bob] };
    const { policy, enforcements } = compile([strict, lax]);
    assert.equal(policy.DefaultAction, "ALLOW");
    assert.match(enforcements[0]?.sentence ?? "", /returned to the sender with 5\.7\.10, since lax may decide/);
  });

  it("keeps to 20 statements of 10 conditions of 10 values", () => {
    const many = (count: number) =>
      Array.from({ length: count }, (_, index) => individual(`p${index}@partner.example`));
    const { policy, refusals } = compile([{ ...strict, appliesTo: many(100) }]);
    assert.deepEqual(refusals, []);
    assert.equal(policy.PolicyStatements.find(({ Conditions }) => Conditions.length === 10)?.Conditions.length, 10);
    const beyond = compile([{ ...strict, appliesTo: many(101) }]);
    assert.match(beyond.refusals[0]?.sentence ?? "", /20 statements of 10 conditions/);
    assert.deepEqual(beyond.policy, { DefaultAction: "DENY", PolicyStatements: [] });
    const nets = Array.from({ length: 12 }, (_, index) => ({
      id: `n${index}`,
      option: "enforced",
      appliesTo: [individual(`n${index}@partner.example`)],
      sourceRanges: [`10.${index}.0.0/16`],
    }));
    assert.match(compile(nets).refusals[0]?.sentence ?? "", /more than Mail Manager takes/);
    assert.deepEqual(compile(nets.slice(0, 3)).refusals, []);
  });
});

const targets = [
  { kind: "everyone" },
  { kind: "external" },
  bob,
  individual("dan@partner.example"),
  { kind: "domain", domain: "partner.example" },
  { kind: "domain", domain: "other.example", subdomains: true },
];
const networks = [[], [], ["192.0.2.0/24"], ["192.0.0.0/16", "2001:db8::/32"], ["2001:db8:1::/48"]];

describe("what a traffic policy does", () => {
  const policies = fc.array(
    fc.record({
      option: fc.constantFrom("enforced", "enforced", "enforced", "opportunistic"),
      tls13: fc.boolean(),
      appliesFrom: fc.constantFrom([{ kind: "everyone" }], [{ kind: "everyone" }], [{ kind: "internal" }]),
      appliesTo: fc.uniqueArray(fc.constantFrom(...targets), { minLength: 1, maxLength: 2 }),
      override: fc.boolean(),
      bidirectional: fc.constantFrom(false, false, true),
      sourceRanges: fc.constantFrom(...networks),
    }),
    { maxLength: 4 },
  );

  it("is what policies say: it refuses nothing they take, and all it says it refuses", () => {
    let refusedInSession = 0;
    fc.assert(
      fc.property(policies, fc.boolean(), (list, ipv6) => {
        const all = list.map(({ tls13, ...given }, index) =>
          aReceipt({ id: `p${index}`, ...given, minimumTls: tls13 && given.option === "enforced" ? "1.3" : "1.2" }),
        );
        const { policy, listed, refusals, enforcements } = compileTrafficPolicy(all, company({ ipv6 }));
        if (refusals.some(({ policyId }) => policyId === null)) return;
        const inSession = new Set(enforcements.filter((one) => one.where !== "function").map((one) => one.policyId));
        for (const ip of ["192.0.2.9", "192.0.9.9", "198.51.100.1", ...(ipv6 ? ["2001:db8:1::1", "2001:db9::1"] : [])])
          for (const recipient of ["bob@partner.example", "dan@partner.example", "joe@other.example"])
            for (const sender of ["alice@company.example", "eve@else.example"])
              for (const version of [null, "1.2", "1.3"] as const) {
                const question = aQuestion({ envelopeSender: sender, recipient, sourceIp: ip });
                const { policy: decides } = selectReceiptPolicy(all, question, aContext());
                const facts: TlsFacts = version ? { tls: "yes", least: version, exact: true } : { tls: "no" };
                const { accepted } = judgeReceipt(decides, facts);
                const allowed = isAllowed(policy, recipient, ip, version, listed);
                if (!allowed) assert.equal(accepted, false, "refused what policies take");
                if (!accepted && inSession.has(decides.id))
                  assert.equal(allowed, false, "took what it says it refuses");
                refusedInSession += allowed ? 0 : 1;
                if (allowed) provenIsTrue(policy, recipient, ip, version);
              }
      }),
      { numRuns: 500 },
    );
    assert.ok(refusedInSession > 500);
  });

  function provenIsTrue(policy: TrafficPolicy, recipient: string, ip: string, version: "1.2" | "1.3" | null): void {
    const proven = provenByTrafficPolicy(policy, recipient, ip);
    assert.ok(proven.tls !== "no");
    if (proven.tls === "yes") assert.ok(version !== null && version >= proven.least, "proved what was not so");
  }

  it("proves nothing of a recipient spelled otherwise, who may have passed as another", () => {
    const { policy } = compile([{ ...strict, appliesTo: [bob] }]);
    assert.equal(provenByTrafficPolicy(policy, "bob@partner.example", "192.0.2.1").tls, "yes");
    assert.equal(provenByTrafficPolicy(policy, "BOB@partner.example", "192.0.2.1").tls, "unknown");
  });
});
