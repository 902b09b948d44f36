import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import {
  explanationAnswer,
  hitsAnswer,
  type ReplayAnswer,
  type ReplayedRow,
} from "../../../src/contracts/admin-api/replays.ts";
import { aPolicyAdmin, inForce, toPartner } from "../../support/a-policy-admin.ts";
import { type AnAdminApi, anAdminApi } from "../../support/an-admin-api.ts";
import { aTrackedMessage } from "../../support/some-messages.ts";

const now = new Date("2026-11-24T12:00:00Z");
const clock = {
  now: () => now,
  token: (bytes: number) =>
    Math.random()
      .toString(36)
      .repeat(9)
      .slice(2, bytes + 2),
};

describe("the replay of past messages", () => {
  let api: AnAdminApi;
  let admin: Awaited<ReturnType<typeof aPolicyAdmin>>;
  before(async () => {
    api = await anAdminApi({ clock });
    await inForce(api);
    admin = await aPolicyAdmin(api, "anna");
    for (const [id, receivedAt] of [
      ["today", "2026-11-24T10:00:00.000Z"],
      ["last-week", "2026-11-18T10:00:00.000Z"],
      ["last-month", "2026-10-30T10:00:00.000Z"],
    ] as const) {
      await aTrackedMessage(api.ledger, id, { receivedAt, subject: `Invoice ${id}` });
    }
  });
  after(() => api.close());

  const replay = async (days: number, against = "then") => {
    const { revision } = await admin.draft();
    const rows: ReplayedRow[] = [];
    let last: ReplayAnswer;
    let cursor: string | undefined;
    let messages = 0;
    do {
      const told = await admin.post("/api/draft/replay", { revision, days, against, cursor });
      assert.equal(told.status, 200, told.json.title);
      last = told.json;
      rows.push(...last.rows);
      messages += last.messages;
      cursor = last.cursor;
    } while (cursor !== undefined);
    return { rows, messages, last };
  };

  it("finds nothing where the policies are those that judged, and says how far it came", async () => {
    const { rows, messages, last } = await replay(40);
    assert.deepEqual([rows, messages, last.done, last.notKnown], [[], 3, 1, 0]);
    assert.equal((await replay(7)).messages, 2);
  });

  it("names every message and recipient whose verdict changes, from what to what, and holes first of all", async () => {
    await admin.change({ remove: "policies", id: "payment-cards" });
    const { rows } = await replay(40);
    assert.deepEqual(
      rows.map(({ messageId, recipient, before: then, after: today, opensHole }) => [
        ...[messageId, recipient, then?.disposition, then?.policyName],
        ...[today.disposition, opensHole],
      ]),
      ["today", "last-week", "last-month"].map((id) => [
        ...[id, "bob@partner.example", "encrypt", "Payment card numbers", "send", true],
      ]),
    );
  });

  it("lets no draft be published unseen that opens a hole", async () => {
    const refused = await admin.publish();
    assert.deepEqual([refused.status, refused.json.code], [409, "opens-a-hole"]);
    assert.match(refused.json.title, /2 past messages would go out in clear, such as Invoice today to bob@partner/);
    assert.equal((await admin.publish({ acceptHoles: true })).status, 200);
  });

  it("compares with the policies in force where that is asked", async () => {
    await admin.change({ put: "policies", value: toPartner("partner") });
    const then = await replay(40);
    const current = await replay(40, "in-force");
    const before = ({ rows }: { rows: ReplayedRow[] }) => rows.map((row) => row.before?.disposition);
    assert.deepEqual([before(then), before(current)], [Array(3).fill("encrypt"), Array(3).fill("send")]);
    assert.ok(current.rows.every(({ opensHole }) => !opensHole));
  });

  it("guesses nothing: words that were not asked when the text was there cannot be known", async () => {
    const value = {
      ...toPartner("new-words"),
      name: "New words",
      conditions: { type: "words", settings: { words: ["merger"] } },
    };
    await admin.change({ put: "policies", value: { ...value, disposition: "hold" }, at: 0 });
    const { rows } = await replay(40);
    assert.equal(rows.length, 6);
    assert.ok(rows.every(({ kind, unknownTo }) => kind === "unknown" && unknownTo.join() === "New words"));
  });

  it("knows the verdict where an unknown answer could not have changed it", async () => {
    await admin.change({ move: "policies", id: "new-words", to: 99 });
    const { rows } = await replay(40);
    const bob = rows.filter(({ recipient }) => recipient.startsWith("bob"));
    assert.ok(bob.every(({ kind }) => kind === "changed"));
  });

  it("asks detectors and groups of whatever past message, for their facts are kept", async () => {
    await admin.change(
      { remove: "policies", id: "new-words" },
      { put: "groups", value: { id: "finance", name: "Finance", addresses: ["anna@northwind.example"] } },
      {
        put: "policies",
        at: 0,
        value: {
          ...toPartner("finance-ibans"),
          conditions: {
            all: [
              { type: "sender-group", settings: { groups: ["finance"] } },
              { none: [{ type: "detector", settings: { detector: "iban" } }] },
            ],
          },
          disposition: "return",
        },
      },
    );
    const { rows } = await replay(40);
    assert.ok(rows.length === 6 && rows.every(({ after: today }) => today.disposition === "return"));
  });

  it("explains a message under the version that judged it, any other, or a draft, with both traces", async () => {
    const own = explanationAnswer.parse((await admin.get("/api/messages/today/explanation")).json);
    assert.deepEqual(
      [own.judgedBy, own.policies, own.verdicts[0]?.policyName],
      [1, "version 1", "Payment card numbers"],
    );
    assert.deepEqual(own.traces[0], own.beforeTraces[0]);
    const later = explanationAnswer.parse((await admin.get("/api/messages/today/explanation?version=2")).json);
    assert.deepEqual([later.verdicts[0]?.disposition, later.before[0]?.disposition], ["send", "encrypt"]);
    const mine = explanationAnswer.parse((await admin.get("/api/messages/today/explanation?draft=mine")).json);
    assert.deepEqual([mine.policies, mine.verdicts[0]?.disposition], ["draft of anna", "return"]);
    assert.doesNotMatch(JSON.stringify(mine), /4111/);
    assert.equal((await admin.get("/api/messages/today/explanation?version=99")).json.code, "no-version");
    assert.equal((await admin.get("/api/messages/nothing/explanation")).status, 404);
  });

  it("counts how often each policy decided", async () => {
    const told = hitsAnswer.parse((await admin.get("/api/policy-hits?days=7")).json);
    assert.deepEqual([told.messages, told.hits], [2, { "payment-cards": 2, "": 2 }]);
  });

  it("takes 10,000 messages in steps, so that it can be stopped after any of them", async () => {
    const { messages } = await api.context.judged.page({ since: new Date(0), limit: 1 });
    const [one] = messages;
    assert.ok(one);
    const all = Array.from({ length: 10_000 }, (_, index) => ({
      ...{ ...one, messageId: `m${index}` },
      receivedAt: new Date(now.getTime() - index * 60_000).toISOString(),
    }));
    const judged = api.context.judged.page;
    api.context.judged.page = async ({ limit, cursor = "0" }) => {
      const end = Number(cursor) + limit;
      return { messages: all.slice(Number(cursor), end), ...(end < all.length && { cursor: String(end) }) };
    };
    const { revision } = await admin.draft();
    const first = (await admin.post("/api/draft/replay", { revision, days: 7 })).json;
    assert.ok(first.messages < 1_000 && first.done > 0 && first.done < 0.1 && first.cursor !== undefined);
    const whole = await replay(7);
    api.context.judged.page = judged;
    assert.deepEqual([whole.messages, whole.rows.length], [10_000, 20_000]);
  });

  it("is refused for a draft with errors and for a revision that is gone", async () => {
    const { revision } = await admin.draft();
    const gone = await admin.post("/api/draft/replay", { revision: revision + 1, days: 7 });
    assert.equal(gone.json.code, "stale-draft");
    await admin.change({ put: "policies", value: { ...toPartner("x"), conditions: { all: [] } } });
    const told = await admin.post("/api/draft/replay", { revision: revision + 1, days: 7 });
    assert.deepEqual([told.status, told.json.code], [422, "draft-has-errors"]);
  });
});
