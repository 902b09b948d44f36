import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { parseTlsPolicies } from "../../../src/tls/parse-tls-policies.ts";

const settings = {
  now: new Date("2026-06-15T12:00:00Z"),
  timeZone: "Europe/Berlin",
  groupSize: (group: string) => ({ finance: 3, nobody: 0 })[group] ?? null,
};
const frame = {
  id: "one",
  narrative: "One",
  appliesFrom: [{ kind: "everyone" }],
  appliesTo: [{ kind: "everyone" }],
  createdAt: "2026-01-01T00:00:00Z",
};
const parse = (given: object, more: object = {}) =>
  parseTlsPolicies({ version: 1, receipt: [{ ...frame, ...given }] }, { ...settings, ...more });
const refusal = (given: object, more: object = {}) => {
  const parsed = parse(given, more);
  assert.ok(!parsed.ok, "was accepted");
  return parsed.problems.map(({ path, message }) => `${path}: ${message}`);
};
const accepted = (given: object, more: object = {}) => {
  const parsed = parse(given, more);
  assert.deepEqual(parsed.ok ? [] : parsed.problems, []);
  return parsed.ok ? parsed.policies : assert.fail();
};

describe("TLS policies", () => {
  it("have the field's defaults", () => {
    const [policy] = accepted({}).receipt;
    const { option, minimumTls, basis, enabled, override, bidirectional, sourceRanges, validity } = policy ?? {};
    assert.deepEqual(
      { option, minimumTls, basis, enabled, override, bidirectional, sourceRanges, validity },
      {
        option: "default",
        minimumTls: "1.2",
        basis: "return-address",
        enabled: true,
        override: false,
        bidirectional: false,
        sourceRanges: [],
        validity: undefined,
      },
    );
  });

  it("come back from their own export unchanged", () => {
    const policies = accepted({ option: "enforced", appliesTo: [{ kind: "domain", domain: "Bücher.example" }] });
    const again = parseTlsPolicies(JSON.parse(JSON.stringify(policies)), settings);
    assert.deepEqual(again, { ok: true, policies });
  });

  it("take domains and addresses in any script and keep A-labels", () => {
    const appliesTo = [
      { kind: "domain", domain: "BÜCHER.Example." },
      { kind: "individual", address: "Bob@bücher.example" },
    ];
    assert.deepEqual(accepted({ appliesTo }).receipt[0]?.appliesTo, [
      { kind: "domain", domain: "xn--bcher-kva.example", subdomains: false },
      { kind: "individual", address: "Bob@xn--bcher-kva.example" },
    ]);
  });

  for (const domain of [
    "",
    "localhost",
    "a b.example",
    "-a.example",
    "1.2.3.4",
    "a/b.example",
    "x@y.example",
    "ex%61mple.example",
  ])
    it(`refuse the domain ${JSON.stringify(domain)} with its place`, () => {
      assert.deepEqual(refusal({ appliesTo: [{ kind: "domain", domain }] }), [
        "receipt[0].appliesTo[0].domain: must be a domain name such as partner.example",
      ]);
    });

  for (const address of [
    "bob",
    "@partner.example",
    "bob@",
    "b ob@partner.example",
    ".bob@partner.example",
    "a..b@partner.example",
  ])
    it(`refuse the address ${JSON.stringify(address)}`, () => {
      assert.deepEqual(refusal({ appliesFrom: [{ kind: "individual", address }] }), [
        "receipt[0].appliesFrom[0].address: must be an address such as bob@partner.example",
      ]);
    });

  it("refuse an address that SES could not carry", () => {
    const [problem] = refusal({ appliesTo: [{ kind: "individual", address: "bücher@partner.example" }] });
    assert.match(problem ?? "", /ASCII/);
  });

  for (const range of [
    "10.0.0.0",
    "10.0.0.0/33",
    "10.0.0/8",
    "2001:db8::/129",
    "2001:::/32",
    "fish",
    "",
    "10.0.0.0/-1",
  ])
    it(`refuse the network ${JSON.stringify(range)}`, () => {
      assert.deepEqual(refusal({ sourceRanges: ["192.0.2.0/24", range] }), [
        "receipt[0].sourceRanges[1]: must be a network such as 203.0.113.0/24 or 2001:db8::/32",
      ]);
    });

  it("say how a network with bits behind its prefix is to be written", () => {
    assert.deepEqual(refusal({ sourceRanges: ["10.1.2.3/8", "2001:db8::1/32"] }), [
      "receipt[0].sourceRanges[0]: has bits set behind its prefix; write 10.0.0.0/8",
      "receipt[0].sourceRanges[1]: has bits set behind its prefix; write 2001:db8::/32",
    ]);
  });

  it("refuse an end that has passed, today's only after midnight of the company", () => {
    assert.deepEqual(refusal({ validity: { to: "2026-06-14" } }), [
      "receipt[0].validity.to: 2026-06-14 has passed; the policy would never apply",
    ]);
    accepted({ validity: { to: "2026-06-15" } });
    assert.equal(refusal({ validity: { to: "2026-06-15T14:00" } }).length, 1);
    accepted({ validity: { to: "2026-06-15T14:01" } });
  });

  it("keep a policy that has ended while it stays as it is", () => {
    const before = accepted({ validity: { to: "2026-06-20" } });
    const later = { now: new Date("2026-07-01T00:00:00Z"), saved: before };
    accepted({ validity: { to: "2026-06-20" } }, later);
    assert.equal(refusal({ validity: { to: "2026-06-21" } }, later).length, 1);
  });

  it("refuse dates that are none, and an end before its start", () => {
    assert.deepEqual(refusal({ validity: { from: "2026-02-30" } }), [
      "receipt[0].validity.from: must be a date that exists",
    ]);
    assert.match(refusal({ validity: { from: "tomorrow" } })[0] ?? "", /must be a date such as/);
    assert.deepEqual(refusal({ validity: { from: "2026-08-01", to: "2026-07-31" } }), [
      "receipt[0].validity.to: the end must come after the start",
    ]);
    accepted({ validity: { from: "2026-08-01", to: "2026-08-01" } });
  });

  it("refuse groups that are empty or unknown, and sides that name nobody", () => {
    assert.deepEqual(refusal({ appliesTo: [{ kind: "group", group: "nobody" }] }), [
      'receipt[0].appliesTo[0].group: the address group "nobody" is empty; the policy would apply to nobody',
    ]);
    assert.deepEqual(refusal({ appliesTo: [{ kind: "group", group: "sales" }] }), [
      'receipt[0].appliesTo[0].group: there is no address group "sales"',
    ]);
    assert.match(refusal({ appliesFrom: [] })[0] ?? "", /^receipt\[0\]\.appliesFrom: name at least one/);
    accepted({ appliesTo: [{ kind: "group", group: "finance" }] });
  });

  it("refuse ids used twice, but not one in each list", () => {
    const twice = parseTlsPolicies({ version: 1, delivery: [frame, { ...frame, narrative: "Two" }] }, settings);
    assert.deepEqual(twice, {
      ok: false,
      problems: [{ path: "delivery[1].id", message: 'the id "one" is used by delivery[0] too' }],
    });
    assert.ok(parseTlsPolicies({ version: 1, receipt: [frame], delivery: [frame] }, settings).ok);
  });

  it("refuse the id of the built-in policy, keys nobody knows, and what has no effect", () => {
    assert.match(refusal({ id: "built-in" })[0] ?? "", /^receipt\[0\]\.id: is kept/);
    assert.equal(refusal({ colour: "blue" }).length, 1);
    assert.match(refusal({ minimumTls: "1.3" })[0] ?? "", /only with the option enforced/);
    assert.equal(
      refusal({ appliesTo: [{ kind: "everyone" }, { kind: "everyone" }] })[0],
      "receipt[0].appliesTo[1]: is listed twice",
    );
    assert.equal(refusal({}, { timeZone: "Mars/Base" })[0], "timeZone: must be a time zone such as Europe/Berlin");
  });

  it("know delivery by certificate, route and fallback", () => {
    const given = { ...frame, option: "enforced", certificate: "trusted", route: "smtp", whenUnavailable: "hold" };
    assert.ok(parseTlsPolicies({ version: 1, delivery: [given] }, settings).ok);
    assert.ok(!parseTlsPolicies({ version: 1, receipt: [given] }, settings).ok);
    assert.ok(!parseTlsPolicies({ version: 1, delivery: [{ ...given, option: "default" }] }, settings).ok);
  });
});
