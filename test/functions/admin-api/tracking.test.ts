import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { messagesAnswer } from "../../../src/contracts/admin-api/messages.ts";
import { type ABrowser, type AnAdminApi, anAdminApi } from "../../support/an-admin-api.ts";
import { aTrackedMessage } from "../../support/some-messages.ts";

describe("finding messages", () => {
  let api: AnAdminApi;
  let owner: ABrowser;
  before(async () => {
    api = await anAdminApi({ clock: { now: () => new Date("2026-11-30T12:00:00Z"), token: (n) => "t".repeat(n) } });
    owner = api.browser();
    await owner.signInFirstTime("admin", await api.first());
    for (let number = 1; number <= 12; number += 1) {
      const receivedAt = new Date(Date.UTC(2026, 9, 10 + number * 3)).toISOString();
      await aTrackedMessage(api.ledger, `m${number}`, { receivedAt, subject: `Invoice ${number} über Öl` });
    }
  });
  after(() => api.close());
  const find = async (query: string) => {
    const told = await owner.ask({ path: `/api/messages?${query}` });
    assert.equal(told.status, 200, query);
    return messagesAnswer.parse(told.json);
  };
  const ids = async (query: string) => (await find(query)).messages.map(({ id }) => id);

  it("finds words of the subject in any case", async () => {
    assert.deepEqual(await ids("subject=INVOICE 12"), ["m12"]);
    assert.equal((await ids(`subject=${encodeURIComponent("ÖL")}`)).length, 12);
    assert.deepEqual(await ids("subject=nothing of this"), []);
  });

  it("finds by parts of sender and recipient", async () => {
    assert.equal((await ids("sender=Anna@")).length, 12);
    assert.equal((await ids("recipient=bob@partner")).length, 12);
    assert.deepEqual(await ids("recipient=nobody@partner"), []);
    assert.deepEqual(await ids("recipient=bob&sender=eve"), []);
  });

  it("finds by disposition, policy and state of one and the same recipient", async () => {
    assert.equal((await ids("disposition=encrypt&state=sealed&policy=payment-cards")).length, 12);
    assert.deepEqual(await ids("disposition=encrypt&state=delivered"), []);
    assert.deepEqual(await ids("recipient=carol&disposition=encrypt"), []);
  });

  it("finds between two moments, over the end of a month, newest first", async () => {
    assert.deepEqual(await ids("from=2026-10-28&until=2026-11-06"), ["m8", "m7", "m6"]);
    assert.deepEqual(await ids("from=2026-11-14T00:00:00Z"), ["m12"]);
  });

  it("goes on where the page ended, with each message once", async () => {
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await find(`subject=invoice&limit=5${cursor ? `&cursor=${encodeURIComponent(cursor)}` : ""}`);
      seen.push(...page.messages.map(({ id }) => id));
      cursor = page.cursor;
    } while (cursor !== undefined);
    assert.deepEqual(
      seen,
      Array.from({ length: 12 }, (_, index) => `m${12 - index}`),
    );
  });

  it("shows all recipients of what it found, not only the one that matched", async () => {
    const [first] = (await find("recipient=carol&limit=1")).messages;
    assert.equal(first?.recipients.length, 2);
  });

  it("refuses what cannot be looked for", async () => {
    for (const query of [
      "state=nowhere",
      "disposition=burn",
      "from=yesterday",
      "subject=",
      `sender=${"x".repeat(400)}`,
    ]) {
      assert.equal((await owner.ask({ path: `/api/messages?${query}` })).status, 400, query);
    }
    assert.equal((await owner.ask({ path: "/api/messages?subject=x&cursor=made-up" })).json.code, "cursor");
  });
});
