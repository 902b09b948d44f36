import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { draftAnswer, draftCheckAnswer } from "../../../src/contracts/admin-api/drafts.ts";
import { aPolicyAdmin, inForce, toPartner } from "../../support/a-policy-admin.ts";
import { type AnAdminApi, anAdminApi } from "../../support/an-admin-api.ts";

type PolicyAdmin = Awaited<ReturnType<typeof aPolicyAdmin>>;

describe("drafts of policies", () => {
  let api: AnAdminApi;
  let anna: PolicyAdmin;
  let bert: PolicyAdmin;
  before(async () => {
    api = await anAdminApi();
    await inForce(api);
    anna = await aPolicyAdmin(api, "anna");
    bert = await aPolicyAdmin(api, "bert");
  });
  after(() => api.close());

  it("begin as the policies in force, each in plain words, and nothing is kept of them", async () => {
    const draft = draftAnswer.parse(await anna.draft());
    assert.deepEqual([draft.basedOn, draft.inForce, draft.revision, draft.changes], [1, 1, 0, 0]);
    assert.equal(draft.policies.length, 4);
    assert.ok(draft.policies.every(({ sentence, change }) => sentence.startsWith("When ") && change === "none"));
    assert.deepEqual(await api.context.drafts.list(), []);
  });

  it("keep every change at once, unfinished ones too, and say what is wrong", async () => {
    const unfinished = { id: "cards", name: "Cards", conditions: { all: [] }, disposition: "encrypt" };
    const told = await anna.change({ put: "policies", value: unfinished, at: 0 });
    assert.equal(told.json.revision, 1);
    const draft = await anna.draft();
    assert.deepEqual(draft.policies[0]?.policy, unfinished);
    assert.deepEqual([draft.policies[0]?.change, draft.changes], ["added", 1]);
    assert.deepEqual(
      draft.problems.map(({ severity, section, id }) => [severity, section, id]),
      [["error", "policies", "cards"]],
    );
  });

  it("are each administrator's own, and open to colleagues by name", async () => {
    assert.equal((await bert.draft()).revision, 0);
    const { drafts } = (await bert.get("/api/drafts")).json;
    assert.deepEqual(
      drafts.map(({ ownerName, isMine }: { ownerName: string; isMine: boolean }) => [ownerName, isMine]),
      [["anna", false]],
    );
    const hers = await bert.draft(drafts[0].owner);
    assert.deepEqual([hers.isMine, hers.policies.length], [false, 5]);
  });

  it("refuse a change made on a revision that is no longer the latest, and keep what is there", async () => {
    const { owner, revision, basedOn } = await anna.draft();
    const bertsChange = { put: "policies", value: toPartner("from-bert") };
    const first = await bert.post("/api/draft/changes", { of: owner, revision, basedOn, changes: [bertsChange] });
    assert.equal(first.status, 200);
    const late = { remove: "policies", id: "from-bert" };
    const second = await anna.post("/api/draft/changes", { revision, basedOn, changes: [late] });
    assert.deepEqual([second.status, second.json.code], [409, "stale-draft"]);
    assert.ok((await anna.draft()).policies.some(({ policy }) => policy.id === "from-bert"));
  });

  it("move, replace and remove policies", async () => {
    await anna.change({ remove: "policies", id: "cards" }, { move: "policies", id: "from-bert", to: 0 });
    await anna.change({ put: "policies", value: { ...toPartner("from-bert"), name: "Renamed" } });
    const { policies, problems } = await anna.draft();
    assert.deepEqual([policies[0]?.policy.id, policies[0]?.policy.name, policies.length], ["from-bert", "Renamed", 5]);
    assert.deepEqual(problems, []);
    const check = draftCheckAnswer.parse((await anna.get("/api/draft/check")).json);
    assert.deepEqual(
      check.differences.map(({ id, kind }) => [id, kind]),
      [["from-bert", "added"]],
    );
    assert.match(check.differences[0]?.after ?? "", /partner\.example: it is encrypted/);
  });

  it("are published with a note and are in force at once, with by whom and since when", async () => {
    const told = await anna.publish({ note: "Partner asked for it" });
    assert.deepEqual([told.status, told.json.version], [200, 2]);
    const current = await api.context.policies.current();
    assert.deepEqual(
      [current?.publishedBy, current?.note, current?.origin],
      ["anna", "Partner asked for it", "console"],
    );
    assert.equal(current?.policySet.policies[0]?.name, "Renamed");
    assert.equal((await anna.draft()).revision, 0);
  });

  it("are published only with a note", async () => {
    await anna.change({ put: "policies", value: toPartner("again", "other.example") });
    assert.equal((await anna.publish({ note: "  " })).status, 400);
  });

  it("carry their changes over when another version was published meanwhile, and ask about what both changed", async () => {
    await bert.change({ put: "policies", value: { ...toPartner("from-bert"), name: "Bert's name" } });
    await anna.change({ put: "policies", value: { ...toPartner("from-bert"), name: "Anna's name" } });
    assert.equal((await bert.publish()).status, 200);
    const stale = await anna.publish();
    assert.deepEqual([stale.status, stale.json.code], [409, "stale-base"]);
    const { revision } = await anna.draft();
    const asked = await anna.post("/api/draft/rebase", { revision });
    assert.deepEqual(
      asked.json.conflicts.map(({ key }: { key: string }) => key),
      ["policies/from-bert"],
    );
    assert.match(asked.json.conflicts[0].mine, /Anna's name/);
    const choices = { "policies/from-bert": "theirs" };
    const rebased = await anna.post("/api/draft/rebase", { revision, choices });
    assert.deepEqual([rebased.json.basedOn, rebased.json.conflicts], [3, []]);
    const draft = await anna.draft();
    const name = (id: string) => draft.policies.find(({ policy }) => policy.id === id)?.policy.name;
    assert.deepEqual([name("from-bert"), name("again")], ["Bert's name", "Mail to other.example"]);
    assert.equal((await anna.publish()).json.version, 4);
  });

  it("are not published with errors, groups that are not there, or conditions that this gateway can never answer", async () => {
    const bad = (type: string, settings: object) => ({ ...toPartner("bad"), conditions: { type, settings } });
    for (const [type, settings, message] of [
      ["recipient-group", { groups: ["nobody-knows"] }, /no group "nobody-knows"/],
      ["received-over-tls", { is: true }, /can never be answered/],
      ["pattern", { pattern: "(?=a)b" }, /pattern/],
    ] as const) {
      await anna.change({ put: "policies", value: bad(type, settings), at: 0 });
      const told = await anna.publish();
      assert.deepEqual([told.status, told.json.code], [422, "draft-has-errors"]);
      assert.match(told.json.title, message);
    }
  });

  it("name policies that can never decide", async () => {
    const wide = { ...toPartner("wide"), name: "Wide" };
    const narrow = {
      ...toPartner("bad"),
      conditions: { all: [wide.conditions, { type: "attachment-present", settings: {} }] },
    };
    await anna.change({ put: "policies", value: narrow }, { put: "policies", value: wide, at: 0 });
    const { problems } = await anna.draft();
    const found = problems.filter(({ id }) => id === "bad");
    assert.deepEqual(
      found.map(({ code, severity }) => [code, severity]),
      [["unreachable", "warning"]],
    );
    assert.match(found[0]?.message ?? "", /“Wide” stands above it/);
  });

  it("name entries of one list that nobody can tell apart", async () => {
    await anna.change({ put: "policies", value: { ...toPartner("twin", "twin.example"), name: "wide " } });
    const { problems } = await anna.draft();
    assert.deepEqual(
      problems.filter(({ code }) => code === "same-name").map(({ id, severity }) => [id, severity]),
      [["twin", "warning"]],
    );
  });

  it("can be thrown away", async () => {
    const { revision } = await anna.draft();
    assert.equal((await anna.post("/api/draft/discard", { revision: revision + 1 })).status, 409);
    assert.equal((await anna.post("/api/draft/discard", { revision })).status, 204);
    assert.equal((await anna.draft()).revision, 0);
  });

  it("hold dictionaries of 10,000 entries and groups of 5,000 members, as does what is published", async () => {
    const random = (index: number) =>
      Math.sin(index + 1)
        .toString(36)
        .slice(3);
    const entries = Array.from({ length: 10_000 }, (_, index) => ({
      phrase: `${random(index)} ${random(index * 7)} ${index}`,
    }));
    const addresses = Array.from({ length: 5_000 }, (_, index) => `${random(index)}.${index}@partner.example`);
    for (const id of ["words-a", "words-b", "words-c"]) {
      await anna.change({ put: "dictionaries", value: { id, name: id, entries } });
    }
    await anna.change({ put: "groups", value: { id: "many", name: "Many", addresses } });
    const draft = await anna.draft();
    assert.deepEqual(
      [...draft.dictionaries, ...draft.groups].map(({ id, size }) => [id, size]),
      [
        ["words-a", 10_000],
        ["words-b", 10_000],
        ["words-c", 10_000],
        ["many", 5_000],
      ],
    );
    const whole = await anna.get("/api/draft/groups/many");
    assert.deepEqual(whole.json.entry.addresses, addresses);
    assert.equal((await anna.publish()).status, 200);
    const current = await api.context.policies.current();
    assert.equal(current?.policySet.dictionaries[2]?.entries.length, 10_000);
    assert.deepEqual(current?.policySet.groups[0]?.addresses, addresses);
  });

  it("refuse groups that lie in themselves, and say the whole circle", async () => {
    await anna.change(
      { put: "groups", value: { id: "a", name: "A", groups: ["b"] } },
      { put: "groups", value: { id: "b", name: "B", groups: ["a"] } },
    );
    const { problems } = await anna.draft();
    assert.match(problems[0]?.message ?? "", /a group cannot lie in itself: a → b → a/);
  });
});
