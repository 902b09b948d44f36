import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import { after, before, beforeEach, describe, it } from "node:test";
import { UpdateCommand } from "@aws-sdk/lib-dynamodb";
import { makeApiKey } from "../../../src/accounts/administrators/api-key.ts";
import { enterInterrupted } from "../../../src/audit/open-act.ts";
import { recipientKey } from "../../../src/aws/ledger-items.ts";
import { explanationAnswer, type ReplayAnswer, type ReplayedRow } from "../../../src/contracts/admin-api/replays.ts";
import { settingsAtFirst } from "../../../src/contracts/settings.ts";
import { aPolicyAdmin, inForce, policyAdminIn, signedInAs, toPartner } from "../../support/a-policy-admin.ts";
import { type AnAdminApi, anAdminApi } from "../../support/an-admin-api.ts";
import { aTrackedMessage } from "../../support/some-messages.ts";

const noon = Date.parse("2026-11-24T12:00:00Z");
const day = 86_400_000;
/** A clock that stands, and may go on by some milliseconds each time it is asked. */
const time = { at: noon, step: 0 };
const clock = {
  now: () => {
    time.at += time.step;
    return new Date(time.at);
  },
  token: (bytes: number) => randomBytes(bytes).toString("base64url"),
};
const ago = (days: number) => new Date(noon - days * day).toISOString();

/** A policy that asks for words which nobody asked for when the messages came. */
const newWords = {
  ...toPartner("new-words"),
  name: "New words",
  conditions: { type: "words", settings: { words: ["falcon"] } },
  disposition: "hold",
};

describe("the replay of past messages whose text was kept", () => {
  let api: AnAdminApi;
  let admin: Awaited<ReturnType<typeof aPolicyAdmin>>;
  before(async () => {
    api = await anAdminApi({ clock });
    await inForce(api);
    admin = await aPolicyAdmin(api, "anna");
    const { kept } = api;
    for (const [id, days, subject, text] of [
      ["no-text", 0.5, "Falcon without text", false],
      ["falcon", 1, "Project falcon", true],
      ["heron", 2, "Project heron", true],
      ["recalled", 3, "Recalled falcon", true],
      ["old", 6, "Old falcon", true],
    ] as const)
      await aTrackedMessage(api.ledger, id, { receivedAt: ago(days), subject, ...(text && { kept }) });
    await api.stores.client.send(
      new UpdateCommand({
        TableName: api.stores.ledger,
        Key: recipientKey("recalled", "recalled-0"),
        UpdateExpression: "SET #state = :state",
        ExpressionAttributeNames: { "#state": "state" },
        ExpressionAttributeValues: { ":state": "recalled" },
      }),
    );
    await admin.change({ put: "policies", value: newWords, at: 0 });
    await save(5);
  });
  after(() => api.close());
  beforeEach(() => {
    Object.assign(time, { at: noon, step: 0 });
    api.kept.opened.length = 0;
  });

  const save = async (keepTextDays: number) => {
    const { version, settings } = await api.context.settings.current();
    const change = { basedOn: version, settings: { ...settings, keepTextDays }, by: "s-owner", at: clock.now() };
    assert.ok(await api.context.settings.save(change));
  };
  type Ask = (json: object) => Promise<{ status: number; json: ReplayAnswer & { title: string } }>;
  const askAs =
    (who: typeof admin): Ask =>
    (json) =>
      who.post("/api/draft/replay", json);
  const replay = async (ask: Ask = askAs(admin), more: object = {}) => {
    const { revision } = await admin.draft();
    const rows: ReplayedRow[] = [];
    const steps: ReplayAnswer[] = [];
    let cursor: string | undefined;
    do {
      const told = await ask({ revision, days: 7, cursor, ...more });
      assert.equal(told.status, 200, told.json.title);
      steps.push(told.json);
      rows.push(...told.json.rows);
      cursor = told.json.cursor;
    } while (cursor !== undefined);
    return { rows, steps, texts: steps.reduce((sum, { texts }) => sum + texts, 0) };
  };
  const outcomes = (rows: readonly ReplayedRow[]) =>
    rows
      .filter(({ recipient }) => recipient.startsWith("bob"))
      .map(({ messageId, kind, after: now }) => `${messageId}: ${kind === "unknown" ? "unknown" : now.disposition}`);
  const audited = async (action: string) =>
    (await api.context.trail.after(0, 1_000)).filter(({ entry }) => entry.action === action);

  it("says now and then in place of cannot be known, and guesses nothing where there is no text (any more)", async () => {
    const { rows, steps, texts } = await replay();
    assert.deepEqual(outcomes(rows), ["no-text: unknown", "falcon: hold", "recalled: unknown", "old: unknown"]);
    assert.deepEqual([texts, steps[0]?.textDays], [2, 5]);
    assert.deepEqual(api.kept.opened.sort(), ["falcon", "heron"], "what is recalled or too old is not even opened");
    const falcon = rows.find(({ messageId }) => messageId === "falcon");
    assert.deepEqual([falcon?.before?.policyName, falcon?.after.policyName], ["Payment card numbers", "New words"]);
  });

  it("enters one look in the audit log for a whole replay, with how many texts were asked", async () => {
    const before = (await audited("policies.replay-texts")).length;
    await replay();
    const [last, ...more] = (await audited("policies.replay-texts")).slice(before);
    assert.deepEqual(more, []);
    assert.deepEqual([last?.entry.by, last?.entry.object], ["s-anna", "draft of s-anna"]);
    assert.deepEqual(last?.details?.after, { days: 7, texts: 2 });
    assert.deepEqual(await api.context.acts.list(), []);
  });

  it("shows the reasoning of a message by its text, audited as such, without its words", async () => {
    const told = explanationAnswer.parse((await admin.get("/api/messages/falcon/explanation?draft=mine")).json);
    assert.deepEqual([told.fromText, told.verdicts[0]?.policyName, told.unknown], [true, "New words", {}]);
    assert.doesNotMatch(JSON.stringify(told.traces), /Project falcon/);
    const [look] = (await audited("messages.explain")).slice(-1);
    assert.deepEqual(look?.details?.after, { policies: "draft of anna", text: "asked" });
    const recalled = explanationAnswer.parse((await admin.get("/api/messages/recalled/explanation?draft=mine")).json);
    assert.deepEqual([recalled.fromText, Object.keys(recalled.unknown).length], [false, 2]);
  });

  it("opens nothing where facts answer everything, and enters no look", async () => {
    const before = (await audited("policies.replay-texts")).length;
    const { revision } = await admin.draft();
    await admin.change({ remove: "policies", id: "new-words" });
    await replay();
    assert.deepEqual([api.kept.opened, (await audited("policies.replay-texts")).length], [[], before]);
    await admin.change({ put: "policies", value: newWords, at: 0 });
    assert.equal((await admin.draft()).revision, revision + 2);
  });

  it("is from facts alone for auditors, and for keys that may only read", async () => {
    const { owner } = await admin.draft();
    const auditor = policyAdminIn(await signedInAs(api, "cleo", "auditor"));
    const { rows, texts, steps } = await replay(askAs(auditor), { of: owner });
    assert.deepEqual([texts, steps[0]?.textDays], [0, 0]);
    assert.ok(rows.every(({ kind }) => kind === "unknown"));
    const seen = explanationAnswer.parse((await auditor.get(`/api/messages/falcon/explanation?draft=${owner}`)).json);
    assert.equal(seen.fromText, false);
    for (const [scopes, texts] of [
      [["policies:read"], 0],
      [["policies:read", "policies:write"], 2],
    ] as const) {
      const wish = { name: "git", scopes: [...scopes], createdBy: "s", days: 1 };
      const { token } = await makeApiKey(api.context.apiKeys, clock, wish);
      const browser = api.browser();
      const headers = { authorization: `Bearer ${token}` };
      const ask: Ask = (json) => browser.ask({ method: "POST", path: "/api/draft/replay", json, headers });
      assert.equal((await replay(ask, { of: owner })).texts, texts, scopes.join());
    }
  });

  it("opens no text once owners want none kept, and none older than they want", async () => {
    await save(0);
    assert.deepEqual([(await replay()).texts, api.kept.opened], [0, []]);
    await save(1);
    assert.deepEqual([(await replay()).texts, api.kept.opened], [1, ["falcon"]]);
    await save(30);
    assert.deepEqual(outcomes((await replay()).rows).at(-1), "old: hold");
    await save(5);
  });

  it("stops in the middle of a page when its time is over, and goes on with the very next message", async () => {
    time.step = 5_000;
    const { rows, steps, texts } = await replay();
    assert.ok(steps.length > 1, `${steps.length} steps`);
    assert.deepEqual(outcomes(rows), ["no-text: unknown", "falcon: hold", "recalled: unknown", "old: unknown"]);
    assert.deepEqual([texts, steps.reduce((sum, { messages }) => sum + messages, 0)], [2, 5]);
    const [look] = (await audited("policies.replay-texts")).slice(-1);
    assert.deepEqual(look?.details?.after, { days: 7, texts: 2 });
  });

  it("leaves a replay that was cancelled in the audit log too, with what it had come to", async () => {
    const before = (await audited("policies.replay-texts")).length;
    time.step = 5_000;
    const { revision } = await admin.draft();
    const first = await admin.post("/api/draft/replay", { revision, days: 7 });
    assert.ok(first.json.cursor !== undefined && first.json.texts === 1);
    Object.assign(time, { at: noon + day / 12, step: 0 });
    assert.equal(await enterInterrupted(api.context, clock), 0, "nobody need be alarmed");
    const entries = (await audited("policies.replay-texts")).slice(before);
    assert.deepEqual(
      entries.map(({ details }) => details?.after),
      [{ days: 7, texts: 1 }],
    );
    time.at = noon;
    const later = await admin.post("/api/draft/replay", { revision, days: 7, cursor: first.json.cursor });
    assert.equal(later.status, 200);
    assert.equal((await audited("policies.replay-texts")).length, before + 2, "going on is a look of its own");
  });

  it("takes up no look of somebody else, and no cursor that is none", async () => {
    time.step = 5_000;
    const { revision, owner } = await admin.draft();
    const first = await admin.post("/api/draft/replay", { revision, days: 7 });
    time.step = 0;
    const bert = await aPolicyAdmin(api, "bert");
    const cursor = first.json.cursor;
    assert.equal((await bert.post("/api/draft/replay", { of: owner, revision, days: 7, cursor })).status, 200);
    assert.deepEqual(
      (await api.context.acts.list()).map(({ by }) => by),
      ["s-anna"],
    );
    const wrong = await admin.post("/api/draft/replay", { revision, days: 7, cursor: "bm90aGluZw" });
    assert.deepEqual([wrong.status, wrong.json.code], [400, "cursor"]);
    await admin.post("/api/draft/replay", { revision, days: 7, cursor });
    assert.deepEqual(await api.context.acts.list(), []);
  });

  it("keeps a hole that only texts can tell of from being published unseen, and enters the look though it is refused", async () => {
    const inClear = { ...newWords, id: "in-clear", name: "In clear", disposition: "send" };
    await admin.change({ remove: "policies", id: "new-words" }, { put: "policies", value: inClear, at: 0 });
    const before = (await audited("policies.replay-texts")).length;
    const refused = await admin.publish();
    assert.deepEqual([refused.status, refused.json.code], [409, "opens-a-hole"]);
    assert.match(refused.json.title, /^1 past messages would go out in clear, such as Project falcon to bob@partner/);
    const entries = (await audited("policies.replay-texts")).slice(before);
    assert.deepEqual(
      entries.map(({ details }) => details?.after),
      [{ days: 5, texts: 2 }],
    );
    await admin.change({ remove: "policies", id: "in-clear" }, { put: "policies", value: newWords, at: 0 });
  });

  it("goes on past a text that cannot be opened: that message alone cannot be known", async () => {
    const key = [...api.kept.objects.keys()].find((each) => each.endsWith("/falcon")) ?? "";
    const whole = api.kept.objects.get(key) ?? Buffer.alloc(0);
    api.kept.objects.set(key, whole.subarray(0, whole.length - 20));
    const { rows } = await replay();
    api.kept.objects.set(key, whole);
    assert.deepEqual(outcomes(rows).slice(0, 2), ["no-text: unknown", "falcon: unknown"]);
    assert.match(api.logged.join("\n"), /"text-not-opened","messageId":"falcon"/);
  });

  it("has texts removed as soon as an owner wants them kept for fewer days", async () => {
    const rung: unknown[] = [];
    api.context.bell.ring = async (about) => void rung.push(about);
    const owner = await signedInAs(api, "olga", "owner");
    for (const [keepTextDays, rings] of [
      [9, 0],
      [3, 1],
      [0, 2],
    ] as const) {
      const { version } = (await owner.ask({ path: "/api/settings" })).json;
      const json = { version, settings: { ...settingsAtFirst, keepTextDays } };
      assert.equal((await owner.ask({ method: "PUT", path: "/api/settings", json })).status, 200);
      assert.deepEqual(rung, Array(rings).fill({ keepTextDays: "changed" }));
    }
  });
});
