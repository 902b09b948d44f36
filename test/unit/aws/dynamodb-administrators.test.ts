import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import type { Administrator, AdministratorSession } from "../../../src/accounts/administrators/administrator.ts";
import { DynamoAdministratorSessions } from "../../../src/aws/dynamodb-administrator-sessions.ts";
import { DynamoAdministrators } from "../../../src/aws/dynamodb-administrators.ts";
import { type SomeStores, someStores } from "../../support/some-stores.ts";

const administrator: Administrator = {
  userName: "admin",
  subjectId: "s1",
  role: "owner",
  createdAt: "2026-11-22T10:00:00.000Z",
  generation: 0,
  credential: { kind: "none" },
};
const session: AdministratorSession = {
  id: "hash",
  userName: "admin",
  generation: 1,
  purpose: "full",
  lastSeenAt: "2026-11-22T10:00:00.000Z",
  endsAt: "2026-11-22T22:00:00.000Z",
};

describe("administrators in DynamoDB", () => {
  let stores: SomeStores;
  before(async () => {
    stores = await someStores();
  });
  after(() => stores.close());
  const people = () => new DynamoAdministrators(stores.client, stores.directory);
  const sessions = () => new DynamoAdministratorSessions(stores.client, stores.accounts);

  it("creates a user name once and keeps the first", async () => {
    assert.equal(await people().create(administrator), true);
    assert.equal(await people().create({ ...administrator, role: "auditor" }), false);
    assert.deepEqual(await people().find("admin"), administrator);
    assert.equal(await people().find("nobody"), null);
  });

  it("lets one of many racing changes of a credential win", async () => {
    await people().create({ ...administrator, userName: "raced" });
    const used = { kind: "chosen", hash: "$argon2id$", since: "2026-11-22T10:00:00.000Z" } as const;
    const won = await Promise.all(Array.from({ length: 20 }, () => people().replaceCredential("raced", 0, used)));
    assert.equal(won.filter(Boolean).length, 1);
    const after = await people().find("raced");
    assert.equal(after?.generation, 1);
    assert.deepEqual(after?.credential, used);
  });

  it("does not make a person by changing one that is not there", async () => {
    assert.equal(await people().replaceCredential("ghost", 0, { kind: "none" }), false);
    await assert.rejects(people().markInvited("ghost", new Date()));
    assert.equal(await people().find("ghost"), null);
  });

  it("notes when the first mail was queued", async () => {
    await people().create({ ...administrator, userName: "invited" });
    await people().markInvited("invited", new Date("2026-11-22T11:00:00Z"));
    assert.equal((await people().find("invited"))?.invitedAt, "2026-11-22T11:00:00.000Z");
  });

  it("keeps, moves on and removes sessions; one that was removed is not brought back", async () => {
    await sessions().put(session);
    assert.deepEqual(await sessions().find("hash"), session);
    await sessions().touch("hash", new Date("2026-11-22T10:05:00Z"));
    assert.equal((await sessions().find("hash"))?.lastSeenAt, "2026-11-22T10:05:00.000Z");
    await sessions().remove("hash");
    await sessions().touch("hash", new Date("2026-11-22T10:06:00Z"));
    assert.equal(await sessions().find("hash"), null);
  });
});
