import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { type DraftPolicies, draftPolicies } from "../../../src/contracts/admin-api/drafts.ts";
import { diffPolicies } from "../../../src/lifecycle/diff-policies.ts";
import { movedEntries } from "../../../src/lifecycle/moved-entries.ts";
import { rebaseDraft } from "../../../src/lifecycle/rebase-draft.ts";

const policy = (id: string, name = id) => ({
  id,
  name,
  conditions: { type: "attachment-present" },
  disposition: "encrypt",
});
const aFile = (policies: readonly object[], more: object = {}): DraftPolicies =>
  draftPolicies.parse({ version: 1, companyDomains: ["company.example"], policies, ...more });
const ids = ({ policies }: DraftPolicies) => policies.map(({ id }) => id).join("");

describe("a draft put on another version", () => {
  const base = aFile(["a", "b", "c"].map((id) => policy(id)));

  it("keeps both sides' changes where they concern different entries", () => {
    const mine = aFile([policy("a"), policy("b", "mine"), policy("c"), policy("m")]);
    const theirs = aFile([policy("t"), policy("a", "theirs"), policy("b")], { otherwise: { disposition: "encrypt" } });
    const { policies, conflicts } = rebaseDraft({ base, mine, theirs }, {});
    assert.deepEqual(conflicts, []);
    assert.deepEqual(
      policies.policies.map(({ name }) => name),
      ["t", "theirs", "mine", "m"],
    );
    assert.equal(policies.otherwise.disposition, "encrypt");
  });

  it("keeps the draft's order where it made one, with new entries beside their neighbours", () => {
    const mine = aFile(["c", "a", "b"].map((id) => policy(id)));
    const theirs = aFile(["a", "b", "n", "c"].map((id) => policy(id)));
    assert.equal(ids(rebaseDraft({ base, mine, theirs }, {}).policies), "cabn");
  });

  it("asks about every entry that both changed, removals too, and does as is chosen", () => {
    const mine = aFile([policy("a", "mine"), policy("b", "mine")], { attributes: { "x@y.example": { city: "Bern" } } });
    const theirs = aFile([policy("a", "theirs"), policy("c")], { attributes: { "x@y.example": { city: "Rome" } } });
    const asked = rebaseDraft({ base, mine, theirs }, {}).conflicts.map(({ key, mine: m, theirs: t }) => [key, m, t]);
    assert.deepEqual(asked, [
      ["policies/a", 'name: "a" → "mine"', 'name: "a" → "theirs"'],
      ["policies/b", 'name: "b" → "mine"', "removed"],
      ["attributes/x@y.example", "added", "added"],
    ]);
    const choices = { "policies/a": "theirs", "policies/b": "mine", "attributes/x@y.example": "theirs" } as const;
    const { policies, conflicts } = rebaseDraft({ base, mine, theirs }, choices);
    assert.deepEqual([conflicts, policies.policies.map(({ name }) => name)], [[], ["theirs", "mine"]]);
    assert.deepEqual(policies.attributes, { "x@y.example": { city: "Rome" } });
  });
});

describe("the difference between two policies files", () => {
  it("names the fewest entries that were moved", () => {
    const moved = (after: string) => [...movedEntries([..."abcdef"], [...after])].join("");
    assert.deepEqual(
      [moved("abcdef"), moved("fabcde"), moved("bcdefa"), moved("abdcef"), moved("acxdf")],
      ["", "f", "a", "d", ""],
    );
  });

  it("does not tell what defaults say anyhow", () => {
    const spelled = { ...policy("a"), narrative: "", enabled: true, auditOnly: false, modifiers: [] };
    assert.deepEqual(diffPolicies(aFile([policy("a")]), aFile([spelled], { otherwise: { disposition: "send" } })), []);
  });

  it("tells of long lists what came and went", () => {
    const group = (addresses: readonly string[]) => aFile([], { groups: [{ id: "g", name: "G", addresses }] });
    const many = Array.from({ length: 5_000 }, (_, index) => `p${index}@partner.example`);
    const [told] = diffPolicies(group(many), group([...many.slice(1), "new@partner.example"]));
    assert.deepEqual(told?.details, [
      'addresses: 1 added: "new@partner.example"',
      'addresses: 1 removed: "p0@partner.example"',
    ]);
  });
});
