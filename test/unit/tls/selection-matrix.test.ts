import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import { tlsOptions } from "../../../src/contracts/tls-policies.ts";
import { judgeReceipt } from "../../../src/tls/judge-receipt.ts";
import { selectDeliveryPolicy, selectReceiptPolicy } from "../../../src/tls/select-policy.ts";
import { aContext, aDelivery, aQuestion, aReceipt } from "./a-policy.ts";
import { kinds, type OraclePolicy, oracle } from "./oracle.ts";

const selectors: Readonly<Record<string, object>> = {
  everyone: { kind: "everyone" },
  internal: { kind: "internal" },
  external: { kind: "external" },
  "domain-in": { kind: "domain", domain: "company.example" },
  "domain-out": { kind: "domain", domain: "partner.example" },
  "group-in": { kind: "group", group: "finance" },
  "group-out": { kind: "group", group: "buyers" },
  "attribute-in": { kind: "attribute", name: "department", value: "finance" },
  "attribute-out": { kind: "attribute", name: "tier", value: "gold" },
  alice: { kind: "individual", address: "Alice@COMPANY.example" },
  bob: { kind: "individual", address: "bob@partner.example" },
  carol: { kind: "individual", address: "carol@other.example" },
};
const validities = {
  always: undefined,
  past: { to: "2026-06-14" },
  now: { from: "2026-06-15", to: "2026-06-15" },
  future: { from: "2026-06-16" },
  off: undefined,
};
const networks = {
  any: [],
  "/8": ["203.0.0.0/8"],
  "/24": ["198.51.100.0/24", "203.0.113.0/24"],
  elsewhere: ["192.0.2.0/24"],
};

const given = ({ id, from, to, when, override, both, net, age }: OraclePolicy) => ({
  id,
  appliesFrom: [selectors[from]],
  appliesTo: [selectors[to]],
  enabled: when !== "off",
  ...(validities[when] && { validity: validities[when] }),
  override,
  bidirectional: both,
  sourceRanges: networks[net],
  createdAt: `2026-01-0${age + 1}T00:00:00Z`,
});

const names = kinds.map(({ name }) => name);
const arbitrary: fc.Arbitrary<readonly OraclePolicy[]> = fc
  .array(
    fc.record({
      from: fc.constantFrom(...names),
      to: fc.constantFrom(...names),
      when: fc.constantFrom("always", "always", "now", "past", "future", "off"),
      override: fc.boolean(),
      both: fc.boolean(),
      net: fc.constantFrom("any", "any", "/8", "/24", "elsewhere"),
      age: fc.integer({ min: 0, max: 2 }),
    }),
    { maxLength: 12 },
  )
  .map((list) => list.map((one, index) => ({ ...one, id: `policy-${index}` }) as OraclePolicy));

describe("the policy that decides", () => {
  it("is the oracle's for each single policy of the matrix, and judges as its option says", () => {
    let cases = 0;
    for (const option of tlsOptions)
      for (const from of names)
        for (const to of names)
          for (const when of ["always", "now", "past", "future", "off"] as const)
            for (const [override, both] of [
              [false, false],
              [false, true],
              [true, false],
              [true, true],
            ] as const)
              for (const net of ["any", "/8", "elsewhere"] as const) {
                const one: OraclePolicy = { id: "one", from, to, when, override, both, net, age: 0 };
                const policy = aReceipt({ ...given(one), option });
                const selection = selectReceiptPolicy([policy], aQuestion(), aContext());
                const expected = oracle([one]);
                assert.equal(selection.policy.id, expected, JSON.stringify(one));
                const plain = judgeReceipt(selection.policy, { tls: "no" }).accepted;
                assert.equal(plain, !(expected === "one" && option === "enforced"));
                cases += 1;
              }
    assert.equal(cases, 3 * 12 * 12 * 5 * 4 * 3);
  });

  it("is the oracle's among many, whatever the order of storage, and it is exactly one", () => {
    fc.assert(
      fc.property(arbitrary, fc.infiniteStream(fc.nat()), (list, random) => {
        const policies = list.map((one) => aReceipt(given(one)));
        const selection = selectReceiptPolicy(policies, aQuestion(), aContext());
        assert.equal(selection.policy.id, oracle(list));
        const shuffled = policies
          .map((policy) => ({ policy, place: random.next().value }))
          .sort((a, b) => a.place - b.place)
          .map(({ policy }) => policy);
        assert.deepEqual(selectReceiptPolicy(shuffled, aQuestion(), aContext()), selection);
        const wins = selection.candidates.filter(({ outcome }) => outcome === "wins");
        assert.deepEqual(
          wins.map(({ policy }) => policy.id),
          [selection.policy.id],
        );
        assert.equal(selection.candidates.length, policies.length + 1);
        assert.ok(selection.candidates.every(({ sentence }) => /\.$/.test(sentence)));
      }),
      { numRuns: 1_000 },
    );
  });

  it("is chosen alike for delivery", () => {
    fc.assert(
      fc.property(arbitrary, (list) => {
        const policies = list.map((one) => aDelivery(given(one)));
        assert.equal(selectDeliveryPolicy(policies, aQuestion(), aContext()).policy.id, oracle(list));
      }),
      { numRuns: 300 },
    );
  });

  it("is next in the list once the winner is gone", () => {
    fc.assert(
      fc.property(arbitrary, (list) => {
        const policies = list.map((one) => aReceipt(given(one)));
        const { policy, candidates } = selectReceiptPolicy(policies, aQuestion(), aContext());
        const second = candidates.find(({ outcome }) => outcome === "outranked")?.policy.id ?? "built-in";
        const rest = policies.filter(({ id }) => id !== policy.id);
        assert.equal(selectReceiptPolicy(rest, aQuestion(), aContext()).policy.id, second);
      }),
      { numRuns: 300 },
    );
  });
});
