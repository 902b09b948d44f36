import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { DynamoCoReaders } from "../../../src/aws/dynamodb-co-readers.ts";
import type { Role } from "../../../src/contracts/admin-api/role-names.ts";
import { type ABrowser, type AnAdminApi, anAdminApi } from "../../support/an-admin-api.ts";

const mailbox = "info@partner.example";
const reader = "anna@elsewhere.example";
const path = "/api/accounts/co-readers";

describe("who reads a recipient's mailbox, in the console", () => {
  let api: AnAdminApi;
  const people = new Map<Role, ABrowser>();
  before(async () => {
    api = await anAdminApi();
    for (const role of ["owner", "help-desk", "policy-admin", "auditor", "reviewer"] as const) {
      const browser = api.browser();
      await browser.signInFirstTime(role, await api.person(role, role));
      people.set(role, browser);
    }
  });
  after(() => api.close());
  const as = (role: Role) => people.get(role) ?? assert.fail(role);
  const post = (role: Role, url: string, json: unknown) => as(role).ask({ method: "POST", path: url, json });
  const list = async (role: Role) => as(role).ask({ path: `${path}?mailbox=${encodeURIComponent(mailbox)}` });

  it("is decided by owners alone: it opens sealed mail to somebody", async () => {
    for (const role of ["help-desk", "policy-admin", "auditor", "reviewer"] as const)
      assert.equal((await post(role, path, { mailbox, reader })).status, 403, role);
    assert.deepEqual((await list("auditor")).json, { coReaders: [] });
    api.effects.length = 0;
    assert.equal((await post("owner", path, { mailbox, reader: ` ${reader.toUpperCase()}` })).status, 204);
    assert.deepEqual(api.effects, [
      { kind: "co-reader-invited", mailbox, reader },
      { kind: "account-changed", address: mailbox, change: "co-reader-added", who: reader },
    ]);
    const { coReaders } = (await list("help-desk")).json;
    assert.deepEqual([coReaders[0].address, coReaders[0].invitedBy, coReaders[0].name], [reader, "administrator", ""]);
    assert.equal((await list("reviewer")).status, 403);
  });

  it("refuses what is no address, or the mailbox itself", async () => {
    for (const [typed, code] of [
      ["anna at home", "co-reader-not-an-address"],
      [mailbox, "co-reader-own-address"],
    ] as const) {
      const answer = await post("owner", path, { mailbox, reader: typed });
      assert.deepEqual([answer.status, answer.json.code], [422, code]);
    }
  });

  it("ends at once when the help desk says so, and with the account of either", async () => {
    assert.equal((await post("help-desk", `${path}/removal`, { mailbox, reader })).status, 204);
    assert.equal((await post("help-desk", `${path}/removal`, { mailbox, reader })).status, 404);
    const coReaders = new DynamoCoReaders(api.stores.client, api.stores.accounts);
    await post("owner", path, { mailbox, reader });
    await post("owner", path, { mailbox: "sales@partner.example", reader });
    await coReaders.forget(reader);
    assert.deepEqual(await coReaders.mailboxesOf(reader), []);
    await post("owner", path, { mailbox, reader });
    await coReaders.forget(mailbox);
    assert.deepEqual([await coReaders.of(mailbox), await coReaders.mailboxesOf(reader)], [[], []]);
  });
});
