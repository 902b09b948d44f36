import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import type { Administrator } from "../../../../src/accounts/administrators/administrator.ts";
import { changeRole, invite, remove, reset, setDisabled } from "../../../../src/accounts/administrators/manage.ts";
import { DynamoAdministrators } from "../../../../src/aws/dynamodb-administrators.ts";
import { DynamoPeople } from "../../../../src/aws/dynamodb-people.ts";
import { systemClock } from "../../../../src/clock.ts";
import type { Role } from "../../../../src/contracts/admin-api/role-names.ts";
import type { Effect } from "../../../../src/tracking/outbox.ts";
import { type SomeStores, someStores } from "../../../support/some-stores.ts";

describe("managing administrators", () => {
  let stores: SomeStores;
  before(async () => {
    stores = await someStores();
  });
  after(() => stores.close());

  /** Administrators in a table of their own, by user name and role; all of them have signed in. */
  const some = async (people: Readonly<Record<string, Role>>) => {
    const administrators = new DynamoAdministrators(stores.client, stores.directory);
    for (const { userName, generation } of await administrators.list()) {
      await administrators.changeOwners(await administrators.ownersVersion(), userName, generation, null);
    }
    const effects: Effect[] = [];
    const ports = { administrators, outbox: { add: async (effect: Effect) => void effects.push(effect) } };
    for (const [userName, role] of Object.entries(people)) {
      const since = "2026-11-22T10:00:00.000Z";
      const credential = { kind: "chosen", hash: "$", since } as const;
      const generator = { secret: "A".repeat(32), lastStep: 0, since };
      const subjectId = `s-${userName}`;
      const one: Administrator = { userName, subjectId, role, createdAt: since, generation: 0, credential, generator };
      await administrators.create(one);
    }
    return { ports, effects, administrators };
  };
  const target = (userName: string, generation = 0) => ({ subjectId: `s-${userName}`, generation });

  it("invites by mail, once for each user name", async () => {
    const { ports, effects } = await some({ anna: "owner" });
    const person = { userName: "bert", address: "bert@company.example", role: "auditor" } as const;
    const invited = await invite(ports, systemClock, person);
    assert.equal(invited?.credential.kind, "none");
    assert.deepEqual(effects, [{ kind: "first-sign-in", userName: "bert", occasion: "invited" }]);
    assert.equal(await invite(ports, systemClock, person), null);
    const names = await new DynamoPeople(stores.client, stores.directory, systemClock).namesOf([
      invited?.subjectId ?? "",
    ]);
    assert.deepEqual([...names.values()], ["bert"]);
  });

  it("never takes the last owner away, in whatever way", async () => {
    const { ports } = await some({ anna: "owner", bert: "auditor" });
    assert.equal((await changeRole(ports, target("anna"), "auditor")).kind, "last-owner");
    assert.equal((await setDisabled(ports, target("anna"), true)).kind, "last-owner");
    assert.equal((await reset(ports, systemClock, target("anna"))).kind, "last-owner");
    assert.equal((await remove(ports, target("anna"))).kind, "last-owner");
  });

  it("counts no owner who could not manage anything: invited, disabled or without a second factor", async () => {
    const { ports, administrators } = await some({ anna: "owner", bert: "owner", clara: "owner" });
    await setDisabled(ports, target("bert"), true);
    await administrators.change("clara", 0, { generator: null });
    await invite(ports, systemClock, { userName: "dora", address: "dora@company.example", role: "owner" });
    assert.equal((await remove(ports, target("anna"))).kind, "last-owner");
  });

  it("leaves one owner when two remove each other at the same moment", async () => {
    for (let round = 0; round < 5; round += 1) {
      const { ports, administrators } = await some({ anna: "owner", bert: "owner" });
      const kinds = await Promise.all([
        remove(ports, target("anna")).then(({ kind }) => kind),
        changeRole(ports, target("bert"), "auditor").then(({ kind }) => kind),
      ]);
      assert.deepEqual(kinds.toSorted(), ["done", "last-owner"]);
      assert.equal((await administrators.list()).filter(({ role }) => role === "owner").length, 1);
    }
  });

  it("refuses a change that rests on an older version", async () => {
    const { ports } = await some({ anna: "owner", bert: "help-desk" });
    assert.equal((await changeRole(ports, target("bert"), "auditor")).kind, "done");
    assert.equal((await changeRole(ports, target("bert"), "owner")).kind, "conflict");
    assert.equal((await remove(ports, target("bert"))).kind, "conflict");
    assert.equal((await remove(ports, target("bert", 1))).kind, "done");
    assert.equal((await remove(ports, target("bert", 1))).kind, "not-found");
  });

  it("resets to a new first sign-in: nothing to sign in with is left, and a mail is queued", async () => {
    const { ports, effects, administrators } = await some({ anna: "owner", bert: "help-desk" });
    assert.equal((await reset(ports, systemClock, target("bert"))).kind, "done");
    const bert = await administrators.find("bert");
    assert.deepEqual(bert?.credential, { kind: "none" });
    assert.equal(bert?.generator, undefined);
    assert.deepEqual(effects, [{ kind: "first-sign-in", userName: "bert", occasion: "reset" }]);
  });
});
