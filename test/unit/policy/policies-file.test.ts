import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { explainPolicy } from "../../../src/policy/explain-policy.ts";
import { parsePolicies } from "../../../src/policy/parse-policies.ts";
import { questionsOf } from "../../../src/policy/questions-of.ts";
import { first, policiesWith } from "./judging.ts";

const policy = { id: "p", name: "P", conditions: { type: "already-encrypted" }, disposition: "send" };
const file = (change: object = {}) => ({
  version: 1,
  companyDomains: ["company.example"],
  policies: [policy],
  ...change,
});
const problemsOf = (value: unknown) => {
  const parsed = parsePolicies(value);
  return parsed.ok ? [] : parsed.problems.map(({ path }) => path);
};

describe("the policies file", () => {
  it("fills in what is left out", () => {
    const parsed = parsePolicies({ version: 1, companyDomains: ["company.example"] });
    assert.ok(parsed.ok);
    assert.deepEqual(parsed.policies.otherwise, { disposition: "send" });
    assert.equal(parsed.policies.unreadable.ambiguous, "encrypt");
  });

  it("comes back the same after export and import", () => {
    const parsed = parsePolicies(JSON.parse(JSON.stringify(first)));
    assert.deepEqual(parsed, { ok: true, policies: first });
  });

  const wrong: [string, unknown, string][] = [
    ["no company domain", file({ companyDomains: [] }), "companyDomains"],
    ["an unknown key", file({ colour: 1 }), ""],
    ["an unknown key of a policy", file({ policies: [{ ...policy, colour: 1 }] }), "policies[0]"],
    ["an id twice", file({ policies: [policy, policy] }), "policies"],
    ["an unknown disposition", file({ policies: [{ ...policy, disposition: "shred" }] }), "policies[0].disposition"],
    [
      "an unknown condition",
      file({ policies: [{ ...policy, conditions: { all: [{ type: "mood" }] } }] }),
      "policies[0].conditions.all[0].type",
    ],
    [
      "wrong settings",
      file({ policies: [{ ...policy, conditions: { type: "recipient-domain", settings: { domains: ["a b"] } } }] }),
      "policies[0].conditions.settings.domains[0]",
    ],
    [
      "an unknown setting",
      file({ policies: [{ ...policy, exceptions: { type: "already-encrypted", settings: { x: 1 } } }] }),
      "policies[0].exceptions.settings",
    ],
    [
      "an unknown detector",
      file({ policies: [{ ...policy, conditions: { type: "detector", settings: { detector: "x" } } }] }),
      "policies[0].conditions.settings.detector",
    ],
    [
      "an unknown modifier",
      file({ policies: [{ ...policy, modifiers: [{ type: "paint" }] }] }),
      "policies[0].modifiers[0].type",
    ],
    [
      "an unknown time zone",
      file({ policies: [{ ...policy, validity: { timeZone: "Mars/Base" } }] }),
      "policies[0].validity.timeZone",
    ],
    ["sending what is unreadable", file({ unreadable: { corrupt: "send" } }), "unreadable.corrupt"],
    ["something else", null, ""],
  ];
  for (const [name, value, path] of wrong)
    it(`refuses ${name} and says where`, () =>
      assert.ok(problemsOf(value).includes(path), JSON.stringify(problemsOf(value))));

  it("refuses conditions that are nested too deep", () => {
    let conditions: object = { type: "already-encrypted" };
    for (let depth = 0; depth < 30; depth += 1) conditions = { all: [conditions] };
    assert.equal(problemsOf(file({ policies: [{ ...policy, conditions }] })).length, 1);
  });
});

describe("a policy in plain words", () => {
  it("is one sentence", () => {
    assert.deepEqual(first.policies.map(explainPolicy), [
      "When the recipient is external and the subject has the trigger “[encrypt]”: it is encrypted, and “[encrypt]” is removed from the subject.",
      "When the recipient is external and at least one payment card number is found (medium confidence or more): it is encrypted.",
      "When the recipient is external and at least one US Social Security number is found (medium confidence or more): it is encrypted.",
      "When the recipient is external and an attachment is a spreadsheet: it is encrypted.",
    ]);
  });

  it("names exceptions and groups", () => {
    const [one] = policiesWith({
      conditions: {
        any: [{ type: "already-encrypted" }, { none: [{ type: "message-size", settings: { atMost: 5 } }] }],
      },
      exceptions: { type: "recipient-domain", settings: { domains: ["a.example", "b.example"] } },
      disposition: "hold",
    }).policies;
    assert.ok(one);
    assert.equal(
      explainPolicy(one),
      "When the message was already encrypted by its sender or (it is not so that the message has at most 5 bytes), unless the recipient's domain is a.example or b.example: it is held for review.",
    );
  });
});

describe("the questions of a policy set", () => {
  it("are asked once, however often and in whatever order they are written", () => {
    const words = (list: string[], scopes: string[]) => ({ type: "words", settings: { words: list, scopes } });
    const set = policiesWith({
      conditions: {
        all: [words(["a"], ["subject", "body"]), words(["a"], ["body", "subject"]), words(["b"], ["body"])],
      },
    });
    assert.equal(questionsOf(set).length, 2);
  });
});
