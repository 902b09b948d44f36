import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { PutCommand } from "@aws-sdk/lib-dynamodb";
import { DynamoDevices } from "../../../src/aws/dynamodb-account-devices.ts";
import { DynamoSessions } from "../../../src/aws/dynamodb-account-sessions.ts";
import { accountKey, DynamoAccounts } from "../../../src/aws/dynamodb-accounts.ts";
import { type SomeStores, someStores } from "../../support/some-stores.ts";

const address = "bob@partner.example";

describe("what an account's owner sets, in the accounts table", () => {
  let stores: SomeStores;
  let accounts: DynamoAccounts;
  before(async () => {
    stores = await someStores();
    accounts = new DynamoAccounts(stores.client, stores.accounts);
    const at = "2026-11-22T10:00:00.000Z";
    const account = { address, name: "Bob", passwordHash: "x", activatedAt: at, passwordChangedAt: at, epoch: 1 };
    await stores.client.send(
      new PutCommand({ TableName: stores.accounts, Item: { ...accountKey(address), ...account } }),
    );
  });
  after(() => stores.close());

  it("is kept, and what is emptied goes", async () => {
    await accounts.prefer(address, { name: "B", language: "de", timeZone: "Europe/Berlin", phrase: "heron" });
    const { name, language, timeZone, phrase } = (await accounts.find(address)) ?? {};
    assert.deepEqual([name, language, timeZone, phrase], ["B", "de", "Europe/Berlin", "heron"]);
    await accounts.prefer(address, { name: "B", language: "", timeZone: "", phrase: "" });
    assert.equal((await accounts.find(address))?.phrase, undefined);
    await accounts.prefer("nobody@partner.example", { name: "N", language: "", timeZone: "", phrase: "" });
    assert.equal(await accounts.find("nobody@partner.example"), null);
  });

  it("raises the epoch once for each change, whoever races", async () => {
    const epochs = await Promise.all([
      accounts.raiseEpoch(address),
      accounts.raiseEpoch(address),
      accounts.setPassword(address, "y", new Date()),
    ]);
    assert.deepEqual(epochs.sort(), [2, 3, 4]);
    assert.equal((await accounts.find(address))?.passwordHash, "y");
    await assert.rejects(accounts.raiseEpoch("nobody@partner.example"));
  });

  it("spends each step and each recovery code once, whoever races", async () => {
    assert.equal(await accounts.spendStep(address, 5), false);
    const generator = { secret: "S", lastStep: 4, since: "2026-11-22T10:00:00.000Z" };
    await accounts.setGenerator(address, generator, { a: true, b: true });
    const steps = await Promise.all([5, 5, 5].map((step) => accounts.spendStep(address, step)));
    assert.equal(steps.filter(Boolean).length, 1);
    assert.equal(await accounts.spendStep(address, 4), false);
    const codes = await Promise.all(["a", "a", "c"].map((hash) => accounts.spendRecovery(address, hash)));
    assert.equal(codes.filter(Boolean).length, 1);
    assert.deepEqual((await accounts.find(address))?.recovery, { b: true });
    await accounts.setGenerator(address, null, {});
    const { generator: off, recovery } = (await accounts.find(address)) ?? {};
    assert.deepEqual([off, recovery], [undefined, undefined]);
  });

  it("gives a passkey to one owner only, and takes it back whole", async () => {
    const passkey = { id: "key_1", publicKey: "k", counter: 1, name: "Phone", createdAt: "2026-11-22T10:00:00.000Z" };
    const added = await Promise.all([accounts.addPasskey(address, passkey), accounts.addPasskey(address, passkey)]);
    assert.equal(added.filter(Boolean).length, 1);
    assert.equal(await accounts.ownerOfPasskey("key_1"), address);
    await accounts.countPasskey(address, "key_1", 9);
    assert.deepEqual((await accounts.find(address))?.passkeys, { key_1: { ...passkey, counter: 9 } });
    await accounts.removePasskey(address, "key_1");
    assert.deepEqual([await accounts.ownerOfPasskey("key_1"), await accounts.ownerOfPasskey("")], [null, null]);
    assert.deepEqual((await accounts.find(address))?.passkeys, {});
  });

  it("lists sessions by their owner, and remembers browsers by theirs", async () => {
    const sessions = new DynamoSessions(stores.client, stores.accounts);
    const at = "2026-11-22T10:00:00.000Z";
    const session = { address, epoch: 4, createdAt: at, lastSeenAt: at, browser: "Firefox, Linux" };
    await sessions.put({ ...session, tokenHash: "h1" }, new Date("2099-01-01"));
    await sessions.put({ ...session, tokenHash: "h2", unproved: true }, new Date("2099-01-01"));
    await sessions.remove("h1");
    assert.deepEqual(await sessions.list(address), [{ ...session, tokenHash: "h2", unproved: true }]);
    assert.deepEqual(await sessions.list("eve@partner.example"), []);
    const devices = new DynamoDevices(stores.client, stores.accounts);
    assert.equal(await devices.remember(address, "d", new Date()), false);
    assert.equal(await devices.remember(address, "d", new Date()), true);
    assert.equal(await devices.remember("eve@partner.example", "d", new Date()), false);
  });
});
