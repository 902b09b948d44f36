import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import { compileReceiptRules, type ReceiptRulesCompany } from "../../../src/tls/compile/compile-receipt-rules.ts";
import { provenByRules } from "../../../src/tls/compile/proven-by-rules.ts";
import { type ReceiptRule, tlsRule } from "../../../src/tls/compile/receipt-rule.ts";
import { selectReceiptPolicy } from "../../../src/tls/select-policy.ts";
import { aContext, aQuestion, aReceipt } from "./a-policy.ts";

const gatewayDomain = "gw.company.example";
const company = (given: Partial<ReceiptRulesCompany> = {}): ReceiptRulesCompany => ({
  gatewayDomain,
  companyDomains: new Set(["company.example"]),
  timeZone: "UTC",
  now: new Date("2026-06-15T12:00:00Z"),
  requireForAll: false,
  recipientForm: "address",
  ...given,
});
const strict = { id: "strict", option: "enforced" };
const bob = { kind: "individual", address: "Bob@partner.example" };
const partner = { kind: "domain", domain: "partner.example" };
const compile = (given: readonly object[], more: Partial<ReceiptRulesCompany> = {}) =>
  compileReceiptRules(given.map(aReceipt), company(more));
const refusal = (given: object, more: Partial<ReceiptRulesCompany> = {}) => {
  const { refusals } = compile([{ ...strict, ...given }], more);
  assert.equal(refusals.length, 1);
  assert.match(refusals[0]?.sentence ?? "", /\.$/);
  return refusals[0]?.sentence ?? "";
};

describe("Secure Receipt as receipt rules", () => {
  it("names single addresses in both written forms, as given and in lower case", () => {
    const { requireAll, recipients, refusals, enforcements } = compile([{ ...strict, appliesTo: [bob] }]);
    assert.deepEqual([requireAll, refusals], [false, []]);
    const [asGiven, lower] = ["Bob", "bob"].map((name) => [
      `${name}=partner.example@gw.company.example`,
      `${name}@partner.example.gw.company.example`,
    ]);
    assert.deepEqual(recipients, [...(asGiven ?? []), ...(lower ?? [])]);
    assert.deepEqual(
      enforcements.map(({ where }) => where),
      ["receipt-rules"],
    );
  });

  it("names domains where the mail server writes them as domains", () => {
    const { recipients, refusals } = compile([{ ...strict, appliesTo: [partner] }], { recipientForm: "domain" });
    assert.deepEqual([recipients, refusals], [["partner.example.gw.company.example"], []]);
    assert.match(
      refusal({ appliesTo: [partner] }),
      /only when the mail server writes recipients as bob@partner\.example\.gw/,
    );
  });

  it("requires TLS of the gateway's own rule for everyone", () => {
    const { requireAll, recipients, refusals, enforcements } = compile([
      strict,
      { id: "b", option: "enforced", appliesTo: [bob] },
    ]);
    assert.deepEqual([requireAll, recipients, refusals], [true, [], []]);
    assert.deepEqual(
      enforcements.map(({ where }) => where),
      ["whole-gateway", "whole-gateway"],
    );
  });

  it("refuses what needs the sender, the network, the date, the version or the directory", () => {
    const cases: readonly (readonly [object, RegExp])[] = [
      [{ appliesFrom: [{ kind: "group", group: "finance" }] }, /depends on the sender/],
      [{ appliesTo: [bob], bidirectional: true }, /both directions/],
      [{ sourceRanges: ["192.0.2.0/24"] }, /source network/],
      [{ validity: { from: "2026-07-01" } }, /depends on the date/],
      [{ minimumTls: "1.3" }, /which TLS version/],
      [{ appliesTo: [{ kind: "group", group: "buyers" }] }, /members of a group/],
      [{ appliesTo: [{ kind: "attribute", name: "tier", value: "gold" }] }, /attribute/],
      [{ appliesTo: [{ kind: "external" }] }, /outside the company/],
      [{ appliesTo: [{ kind: "individual", address: '"bob smith"@partner.example' }] }, /cannot name/],
    ];
    for (const [given, words] of cases) assert.match(refusal(given), words);
  });

  it("accepts these, but for the version, once a rule covers all recipients they name", () => {
    const fromFinance = { ...strict, appliesFrom: [{ kind: "group", group: "finance" }], appliesTo: [bob] };
    const toBob = { id: "to-bob", option: "enforced", appliesTo: [bob] };
    assert.deepEqual(compile([fromFinance, toBob]).refusals, []);
    const toPartner = { id: "to-partner", option: "enforced", appliesTo: [partner] };
    assert.deepEqual(compile([fromFinance, toPartner], { recipientForm: "domain" }).refusals, []);
    assert.deepEqual(compile([fromFinance], { requireForAll: true }).refusals, []);
    assert.deepEqual(
      compile([
        { ...fromFinance, bidirectional: true },
        { id: "all", option: "enforced" },
      ]).refusals,
      [],
    );
    assert.equal(compile([{ ...fromFinance, bidirectional: true }, toBob]).refusals.length, 1);
    assert.equal(compile([{ ...fromFinance, minimumTls: "1.3" }], { requireForAll: true }).refusals.length, 1);
  });

  it("covers what lies below a domain whose subdomains count", () => {
    const wide = { id: "wide", option: "enforced", appliesTo: [{ ...partner, subdomains: true }] };
    const narrow = {
      ...strict,
      appliesFrom: [{ kind: "internal" }],
      appliesTo: [{ kind: "domain", domain: "eu.partner.example" }],
    };
    const { recipients, refusals } = compile([wide, narrow], { recipientForm: "domain" });
    assert.deepEqual(recipients, [".partner.example.gw.company.example", "partner.example.gw.company.example"]);
    assert.deepEqual(refusals, []);
    assert.equal(compile([{ ...wide, appliesTo: [partner] }, narrow], { recipientForm: "domain" }).refusals.length, 1);
  });

  it("refuses a contradiction that no rule could tell apart, and names the other policy", () => {
    const lax = {
      id: "lax",
      appliesFrom: [{ kind: "individual", address: "alice@company.example" }],
      appliesTo: [bob],
    };
    const { requireAll, refusals } = compile([strict, lax]);
    assert.equal(requireAll, false);
    assert.match(refusals[0]?.sentence ?? "", /lax may let mail to everyone come without TLS/);
    assert.deepEqual(compile([{ ...strict, override: true }, lax]).refusals, []);
    assert.deepEqual(compile([strict, { ...lax, enabled: false }]).refusals, []);
    const turned = { id: "turned", appliesFrom: lax.appliesTo, appliesTo: lax.appliesFrom };
    assert.deepEqual(compile([{ ...strict, appliesTo: [bob] }, turned]).refusals, []);
    assert.equal(
      compile([
        { ...strict, appliesTo: [bob] },
        { ...turned, bidirectional: true },
      ]).refusals.length,
      1,
    );
  });

  it("says that the whole gateway is stricter than a policy", () => {
    const { enforcements, requireAll } = compile([{ id: "lax" }], { requireForAll: true });
    assert.equal(requireAll, true);
    assert.match(enforcements[0]?.sentence ?? "", /refused all the same/);
  });

  it("leaves out what is disabled or has ended, and prepares for what will come", () => {
    assert.deepEqual(compile([{ ...strict, enabled: false }]).requireAll, false);
    assert.deepEqual(compile([{ ...strict, validity: { to: "2026-06-14" } }]).refusals, []);
    assert.equal(compile([{ ...strict, validity: { from: "2026-07-01" } }]).refusals.length, 1);
  });

  it("refuses more recipients than SES takes", () => {
    const many = (count: number, start: number) =>
      Array.from({ length: count }, (_, index) => ({
        kind: "individual",
        address: `p${start + index}@partner.example`,
      }));
    const policies = Array.from({ length: 100 }, (_, index) => ({
      id: `p${index}`,
      option: "enforced",
      appliesTo: many(500, index * 500),
    }));
    const { refusals } = compile(policies);
    assert.match(refusals.at(-1)?.sentence ?? "", /name 100000 recipients; SES takes 99500/);
  });
});

const everyKind = [
  { kind: "everyone" },
  { kind: "external" },
  { kind: "group", group: "buyers" },
  partner,
  { kind: "domain", domain: "other.example" },
  bob,
  { kind: "individual", address: "dan@partner.example" },
  { kind: "individual", address: "alice@company.example" },
];

describe("what receipt rules do", () => {
  it("proves TLS for the names in rules only, letter by letter", () => {
    const compiled = compile([{ ...strict, appliesTo: [bob] }]);
    const proven = (name: string) => provenByRules(name, rulesOf(compiled)).tls;
    assert.equal(proven("Bob=partner.example@GW.company.example"), "yes");
    assert.equal(proven("bob@partner.example.gw.company.example"), "yes");
    assert.equal(proven("BOB=partner.example@gw.company.example"), "unknown");
    assert.equal(proven("dan=partner.example@gw.company.example"), "unknown");
    assert.equal(provenByRules("x@gw.company.example", rulesOf({ requireAll: true, recipients: [] })).tls, "yes");
  });

  it("is what policies say, for every sender and recipient, unless it was refused", () => {
    const policies = fc.array(
      fc.record({
        option: fc.constantFrom("enforced", "enforced", "opportunistic"),
        appliesFrom: fc.constantFrom(
          [{ kind: "everyone" }],
          [{ kind: "everyone" }],
          [{ kind: "internal" }],
          [everyKind[7]],
        ),
        appliesTo: fc.uniqueArray(fc.constantFrom(...everyKind), { minLength: 1, maxLength: 3 }),
        override: fc.boolean(),
        bidirectional: fc.constantFrom(false, false, true),
      }),
      { maxLength: 5 },
    );
    let published = 0;
    const run = fc.property(policies, fc.constantFrom("address" as const, "domain" as const), (list, recipientForm) => {
      const all = list.map((given, index) => aReceipt({ id: `p${index}`, ...given }));
      const compiled = compileReceiptRules(all, company({ recipientForm }));
      if (compiled.refusals.length > 0) return;
      published += 1;
      const rules = rulesOf(compiled);
      for (const sender of ["alice@company.example", "eve@company.example", "eve@else.example"])
        for (const to of ["bob@partner.example", "dan@partner.example", "joe@other.example", "sue@third.example"]) {
          const question = aQuestion({ envelopeSender: sender, recipient: to });
          const { policy } = selectReceiptPolicy(all, question, aContext());
          const name =
            recipientForm === "address" ? `${to.replace("@", "=")}@${gatewayDomain}` : `${to}.${gatewayDomain}`;
          const proven = provenByRules(name, rules).tls === "yes";
          assert.equal(proven, policy.option === "enforced", `${sender} → ${to}: ${policy.id}`);
        }
    });
    fc.assert(run, { numRuns: 1_000 });
    assert.ok(published > 100, `only ${published} could be published`);
  });
});

function rulesOf({ requireAll, recipients }: { requireAll: boolean; recipients: readonly string[] }): ReceiptRule[] {
  const gateway = {
    ...tlsRule("gateway", 1, [gatewayDomain, `.${gatewayDomain}`]),
    tlsPolicy: requireAll ? "Require" : "Optional",
  } as const;
  return [tlsRule("tls-", 1, recipients), gateway];
}
