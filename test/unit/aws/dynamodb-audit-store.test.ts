import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { createAuditLog } from "../../../src/audit/audit-log.ts";
import { beginning, hashOfEntry } from "../../../src/audit/entry.ts";
import { DynamoAuditStore } from "../../../src/aws/dynamodb-audit-store.ts";
import { systemClock } from "../../../src/clock.ts";
import { type SomeStores, someStores } from "../../support/some-stores.ts";

const noPause = async () => undefined;

describe("the audit chain in the directory table", () => {
  let stores: SomeStores;
  let store: DynamoAuditStore;
  before(async () => {
    stores = await someStores();
    store = new DynamoAuditStore(stores.client, stores.directory);
  });
  after(() => stores.close());

  it("begins with zeros and binds each entry to the one before", async () => {
    const log = createAuditLog(store, systemClock, noPause);
    const first = await log.record({ by: "s-1", from: "192.0.2.1", action: "settings.save", object: "version 1" });
    const second = await log.record({ by: "s-1", from: "192.0.2.1", action: "held.look", object: "m-1" });
    assert.equal(first.seq, 1);
    assert.equal(first.previous, beginning);
    assert.equal(second.previous, first.hash);
    assert.equal(hashOfEntry(second), second.hash);
    assert.deepEqual(await store.last(), second);
  });

  it("gives writers at the same moment one place each, without a gap", async () => {
    const logs = Array.from({ length: 8 }, () => createAuditLog(store, systemClock, noPause));
    const act = (one: number) => ({ by: `s-${one}`, from: "", action: "test.race", object: `${one}`, after: { one } });
    const entries = await Promise.all(logs.map((log, one) => log.record(act(one))));
    const numbers = entries.map(({ seq }) => seq).sort((left, right) => left - right);
    assert.deepEqual(numbers, [3, 4, 5, 6, 7, 8, 9, 10]);
  });

  it("never writes over an entry", async () => {
    const last = await store.last();
    assert.ok(last);
    assert.equal(await store.append({ ...last, object: "forged" }, null), false);
    assert.deepEqual(await store.last(), last);
  });
});
