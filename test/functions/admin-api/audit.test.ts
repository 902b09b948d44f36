import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { enterInterrupted } from "../../../src/audit/open-act.ts";
import { signRoot } from "../../../src/audit/sign-root.ts";
import { verifyAuditFile } from "../../../src/audit/verify.ts";
import type { AuditAnswer } from "../../../src/contracts/admin-api/audit.ts";
import type { AuditedEntry } from "../../../src/contracts/audit-file.ts";
import { auditFileLines } from "../../../src/contracts/audit-file-lines.ts";
import { aRootSigner } from "../../support/a-root-signer.ts";
import { type ABrowser, type AnAdminApi, anAdminApi } from "../../support/an-admin-api.ts";

describe("the audit log over the API", () => {
  let api: AnAdminApi;
  let owner: ABrowser;
  before(async () => {
    api = await anAdminApi();
    owner = api.browser();
    await owner.signInFirstTime("admin", await api.first());
  });
  after(() => api.close());

  const page = async (query = ""): Promise<AuditAnswer> => (await owner.ask({ path: `/api/audit${query}` })).json;
  const invite = async (userName: string) => {
    const json = { userName, address: `${userName}@company.example`, role: "auditor" };
    return (await owner.ask({ method: "POST", path: "/api/administrators", json })).json;
  };

  it("holds the first sign-in step by step: who, from where, what, to what", async () => {
    const { entries, names } = await page();
    const told = entries.map(({ entry }) => [names[entry.by], entry.from, entry.action]).toReversed();
    assert.deepEqual(told, [
      ["admin", "192.0.2.1", "session.sign-in"],
      ["admin", "192.0.2.1", "session.password"],
      ["admin", "192.0.2.1", "account.second-factor"],
    ]);
  });

  it("holds each change with its values before and after, and names nobody in the chain", async () => {
    const bert = await invite("bert");
    const json = { version: bert.version, role: "reviewer" };
    await owner.ask({ method: "PATCH", path: `/api/administrators/${bert.subjectId}`, json });
    const [changed] = (await page("?limit=1")).entries;
    assert.equal(changed?.entry.action, "administrators.change");
    assert.equal(changed?.entry.object, bert.subjectId);
    assert.deepEqual(
      [changed?.details?.before, changed?.details?.after],
      [
        { role: "auditor", state: "invited" },
        { role: "reviewer", state: "invited" },
      ],
    );
    const { entries } = await page();
    assert.doesNotMatch(JSON.stringify(entries), /bert|company\.example/);
  });

  it("holds an act that was interrupted, once nobody can be doing it any more", async () => {
    const { context } = api;
    const { list } = context.administrators;
    const before = (await page()).entries.length;
    const json = { userName: "lost", address: "lost@company.example", role: "auditor" };
    const record = context.audit.record;
    Object.assign(context.audit, { record: () => Promise.reject(new Error("the function died")) });
    assert.equal((await owner.ask({ method: "POST", path: "/api/administrators", json })).status, 500);
    Object.assign(context.audit, { record });
    assert.ok((await list.call(context.administrators)).some(({ userName }) => userName === "lost"));
    const later = { now: () => new Date(Date.now() + 16 * 60_000) };
    assert.equal(await enterInterrupted(context, context.clock), 0, "it may still be going on");
    assert.equal(await enterInterrupted(context, later), 1);
    const { entries } = await page();
    assert.equal(entries.length, before + 1);
    assert.equal(entries[0]?.entry.action, "administrators.invite");
    assert.match(JSON.stringify(entries[0]?.details?.after), /"outcome":"unknown"/);
    assert.deepEqual(await context.acts.list(), []);
  });

  it("does not hold what was refused", async () => {
    const before = (await page()).entries.length;
    await invite("bert");
    await owner.ask({ method: "POST", path: "/api/administrators", json: {} });
    assert.equal((await page()).entries.length, before);
  });

  it("pages by a cursor, newest first without a gap", async () => {
    for (let number = 0; number < 7; number += 1) await invite(`person-${number}`);
    const numbers: number[] = [];
    let cursor: string | undefined = "";
    while (cursor !== undefined) {
      const answer: AuditAnswer = await page(`?limit=3${cursor === "" ? "" : `&cursor=${cursor}`}`);
      numbers.push(...answer.entries.map(({ entry }) => entry.seq));
      cursor = answer.cursor;
    }
    assert.deepEqual(
      numbers,
      numbers.map((_, index) => numbers.length - index),
    );
    assert.equal(numbers.at(-1), 1);
    assert.equal((await owner.ask({ path: "/api/audit?cursor=nonsense" })).json.code, "bad-request");
  });

  /** The whole log as the console exports it. */
  const exported = async () => {
    const entries: AuditedEntry[] = [];
    let answer: AuditAnswer;
    do {
      answer = await page(`?limit=4&after=${entries.at(-1)?.entry.seq ?? 0}`);
      entries.push(...answer.entries);
    } while (answer.cursor !== undefined);
    const { publicKey, roots } = (await owner.ask({ path: "/api/audit/roots" })).json;
    const exportedAt = new Date().toISOString();
    return {
      lines: auditFileLines({ format: "sealgate-audit", version: 1, exportedAt, publicKey }, entries, roots),
      entries,
    };
  };

  it("exports to a file that verifies, with the signatures of its days", async () => {
    const { context } = api;
    const auditEnd = { last: async () => (await context.trail.before(null, 1))[0]?.entry ?? null };
    const signer = api.signer;
    assert.ok(await signRoot({ auditEnd, roots: context.roots, signer }, context.clock));
    assert.equal(await signRoot({ auditEnd, roots: context.roots, signer: aRootSigner() }, context.clock), null);
    const { lines, entries } = await exported();
    const result = await verifyAuditFile(lines);
    assert.ok(result.kind === "intact", JSON.stringify(result));
    assert.deepEqual([result.entries, result.roots], [entries.length, 1]);
  });

  it("finds entries by who, what, to what and when, page by page", async () => {
    const acts = async (query: string) => (await page(query)).entries.map(({ entry }) => entry.action);
    assert.ok((await acts("?action=administrators.change")).every((action) => action === "administrators.change"));
    assert.equal((await acts("?action=ADMINISTRATORS.CHANGE")).length, 1);
    assert.deepEqual(await acts("?by=nobody"), []);
    assert.ok((await acts("?by=adm")).length > 5);
    assert.deepEqual(await acts("?object=bert"), ["administrators.change", "administrators.invite"]);
    assert.deepEqual(await acts("?until=2020-01-01T00:00:00Z"), []);
    assert.equal((await owner.ask({ path: "/api/audit?since=yesterday" })).json.code, "bad-request");
    const first = await page("?action=invite&limit=2");
    const next = await page(`?action=invite&limit=2&cursor=${first.cursor}`);
    const numbers = [...first.entries, ...next.entries].map(({ entry }) => entry.seq);
    assert.equal(new Set(numbers).size, 4);
  });

  it("holds on after a name and values were erased, which is itself entered", async () => {
    const { subjectId } = await invite("gone");
    const seq = (await page("?limit=1")).entries[0]?.entry.seq;
    const erase = (path: string) => owner.ask({ method: "DELETE", path, json: {} });
    assert.equal((await erase(`/api/audit/people/${subjectId}`)).json.code, "still-administrator");
    const row = (await owner.ask({ path: "/api/administrators" })).json.administrators.find(
      (each: { subjectId: string }) => each.subjectId === subjectId,
    );
    await owner.ask({ method: "DELETE", path: `/api/administrators/${subjectId}`, json: { version: row.version } });
    assert.equal((await page("?limit=1")).names[subjectId], "gone", "who was removed is still named");
    assert.equal((await erase(`/api/audit/people/${subjectId}`)).status, 204);
    assert.equal((await erase(`/api/audit/entries/${seq}/values`)).status, 204);
    const { entries, names } = await page("?limit=5");
    assert.equal(names[subjectId], undefined);
    assert.deepEqual(
      entries.slice(0, 2).map(({ entry }) => entry.action),
      ["audit.erase-values", "audit.erase-name"],
    );
    const result = await verifyAuditFile((await exported()).lines);
    assert.ok(result.kind === "intact" && result.withoutValues === 1);
  });
});
