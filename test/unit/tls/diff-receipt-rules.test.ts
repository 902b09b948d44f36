import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import { describeDrift } from "../../../src/tls/compile/describe-drift.ts";
import { diffReceiptRules, type RuleStep } from "../../../src/tls/compile/diff-receipt-rules.ts";
import { type ReceiptRule, type RequiredTls, tlsRule } from "../../../src/tls/compile/receipt-rule.ts";

const names = { gateway: "Sealgate-gateway", tlsPrefix: "Sealgate-tls-" };
const gateway: ReceiptRule = {
  name: names.gateway,
  enabled: true,
  tlsPolicy: "Optional",
  recipients: ["gw.company.example", ".gw.company.example"],
  scanEnabled: true,
  actions: [{ S3Action: { BucketName: "mail" } }],
};
const people = (from: number, to: number) =>
  Array.from({ length: to - from }, (_, index) => `p${from + index}=partner.example@gw.company.example`);
const only = (recipients: readonly string[]): RequiredTls => ({ requireAll: false, recipients });

/** The rule set as SES keeps it. */
function done(rules: readonly ReceiptRule[], step: RuleStep): ReceiptRule[] {
  if (step.do === "delete") return rules.filter(({ name }) => name !== step.name);
  if (step.do === "update") {
    assert.ok(
      rules.some(({ name }) => name === step.rule.name),
      "an update needs its rule",
    );
    return rules.map((rule) => (rule.name === step.rule.name ? step.rule : rule));
  }
  if (step.do === "reorder") {
    assert.deepEqual([...step.names].sort(), rules.map(({ name }) => name).sort(), "all rules must be named");
    return step.names.map((name) => rules.find((rule) => rule.name === name) ?? assert.fail());
  }
  assert.ok(!rules.some(({ name }) => name === step.rule.name), "a rule is made once");
  const place = step.after === null ? 0 : rules.findIndex(({ name }) => name === step.after) + 1;
  assert.ok(step.after === null || place > 0, "the rule before must be there");
  return rules.toSpliced(place, 0, step.rule);
}

const requires = (rules: readonly ReceiptRule[], recipient: string) =>
  rules.some(
    ({ enabled, tlsPolicy, recipients, name }) =>
      enabled && tlsPolicy === "Require" && (name === names.gateway || recipients.includes(recipient)),
  );

/** Carries steps out one by one; what is required before and after is required all the time. */
function reconcile(required: RequiredTls, before: readonly ReceiptRule[]): readonly ReceiptRule[] {
  const { steps, problem } = diffReceiptRules(required, before, names);
  assert.equal(problem, null);
  const after = steps.reduce<readonly ReceiptRule[]>(done, before);
  const everyone = [...new Set([...required.recipients, ...before.flatMap(({ recipients }) => recipients)])];
  const lasting = everyone.filter((recipient) => requires(before, recipient) && requires(after, recipient));
  let rules = before;
  for (const step of steps) {
    rules = done(rules, step);
    assert.ok(rules.every(({ recipients }) => recipients.length <= 500));
    assert.ok(rules.length <= 200);
    for (const recipient of lasting) assert.ok(requires(rules, recipient), `${recipient} was let go for a moment`);
  }
  assert.deepEqual(diffReceiptRules(required, rules, names), { steps: [], problem: null });
  assert.deepEqual(
    describeDrift(required, rules, names).filter((sentence) => !/not ours/.test(sentence)),
    [],
  );
  return rules;
}

describe("bringing receipt rules to what policies need", () => {
  it("makes rules of at most 500 recipients before the gateway's own, and nothing twice", () => {
    const rules = reconcile(only(people(0, 1_201)), [gateway]);
    assert.deepEqual(
      rules.map(({ name, recipients, tlsPolicy }) => [name, recipients.length, tlsPolicy]),
      [
        ["Sealgate-tls-001", 500, "Require"],
        ["Sealgate-tls-002", 500, "Require"],
        ["Sealgate-tls-003", 201, "Require"],
        ["Sealgate-gateway", 2, "Optional"],
      ],
    );
    assert.deepEqual(rules.at(-1), gateway);
  });

  it("touches one rule when one recipient comes or goes", () => {
    const rules = reconcile(only(people(1, 1_201)), [gateway]);
    assert.equal(diffReceiptRules(only(people(0, 1_201)), rules, names).steps.length, 1);
    assert.equal(diffReceiptRules(only(people(2, 1_201)), rules, names).steps.length, 1);
  });

  it("tightens before it lets go, both to the whole gateway and back", () => {
    const some = reconcile(only(people(0, 3)), [gateway]);
    const all: RequiredTls = { requireAll: true, recipients: [] };
    assert.deepEqual(
      diffReceiptRules(all, some, names).steps.map((step) => step.do),
      ["update", "delete"],
    );
    const whole = reconcile(all, some);
    assert.deepEqual(whole, [{ ...gateway, tlsPolicy: "Require" }]);
    assert.deepEqual(
      diffReceiptRules(only(people(0, 3)), whole, names).steps.map((step) => step.do),
      ["create", "update"],
    );
    assert.deepEqual(reconcile(only([]), whole), [gateway]);
  });

  it("leaves the rules of others alone, but behind ours", () => {
    const foreign = { ...tlsRule("theirs-", 1, ["x@gw.company.example"]), actions: [{ StopAction: {} }] };
    const ours = tlsRule(names.tlsPrefix, 1, people(0, 1));
    const rules = reconcile(only(people(0, 1)), [foreign, ours, gateway]);
    assert.deepEqual(rules, [ours, foreign, gateway]);
    assert.match(describeDrift(only(people(0, 1)), rules, names).join(), /theirs-001 in our rule set is not ours/);
  });

  it("repairs from any state, step by step, without a gap", () => {
    const rule = fc.record({
      number: fc.integer({ min: 1, max: 4 }),
      enabled: fc.constantFrom(true, true, false),
      tlsPolicy: fc.constantFrom("Require" as const, "Require" as const, "Optional" as const),
      recipients: fc.uniqueArray(fc.constantFrom(...people(0, 8)), { maxLength: 6 }),
    });
    const state = fc
      .tuple(fc.uniqueArray(rule, { selector: ({ number }) => number, maxLength: 4 }), fc.boolean(), fc.boolean())
      .map(([rules, strict, enabled]) => [
        ...rules.map(({ number, ...rest }) => ({ ...tlsRule(names.tlsPrefix, number, []), ...rest })),
        { ...gateway, enabled, tlsPolicy: strict ? ("Require" as const) : ("Optional" as const) },
      ]);
    const wanted = fc.record({
      requireAll: fc.boolean(),
      recipients: fc.uniqueArray(fc.constantFrom(...people(0, 8))),
    });
    fc.assert(
      fc.property(state, wanted, (before, { requireAll, recipients }) => {
        reconcile({ requireAll, recipients: requireAll ? [] : recipients }, before);
      }),
      { numRuns: 1_000 },
    );
  });

  it("can be cut off anywhere and begun again", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 5 }), (cut) => {
        const start = reconcile(only(people(0, 900)), [gateway]);
        const wanted = only(people(300, 1_900));
        const { steps } = diffReceiptRules(wanted, start, names);
        const halfway = steps.slice(0, cut).reduce<readonly ReceiptRule[]>(done, start);
        reconcile(wanted, halfway);
      }),
      { numRuns: 6 },
    );
  });

  it("says what stands in the way: a missing gateway rule, bad names, too many rules", () => {
    const problem = (existing: readonly ReceiptRule[], given = names, required = only(people(0, 1))) =>
      diffReceiptRules(required, existing, given).problem ?? "";
    assert.match(problem([]), /Sealgate-gateway is missing/);
    assert.match(problem([gateway], { ...names, tlsPrefix: "x".repeat(62) }), /longer than the 64 characters/);
    assert.match(problem([gateway], { ...names, tlsPrefix: "a b" }), /no name for a receipt rule/);
    assert.match(problem([gateway], { ...names, tlsPrefix: "Sealgate-" }), /would be taken/);
    const others = Array.from({ length: 199 }, (_, index) => tlsRule("theirs-", index, ["x@y.example"]));
    assert.match(problem([...others, gateway]), /would hold 201 rules; SES takes 200/);
    assert.match(problem([gateway], names, only(people(0, 99_501))), /only 99500 of 99501/);
  });

  it("describes drift in words", () => {
    const off = { ...tlsRule(names.tlsPrefix, 1, people(0, 2)), enabled: false };
    assert.deepEqual(describeDrift(only(people(0, 3)), [off, { ...gateway, tlsPolicy: "Require" }], names), [
      "The rule Sealgate-gateway has TLS Require; policies need Optional.",
      "The rule Sealgate-tls-001 is switched off.",
      "TLS is not yet required for 3 recipient name(s) that policies need it for.",
    ]);
  });
});
