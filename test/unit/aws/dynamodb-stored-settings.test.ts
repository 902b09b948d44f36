import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { DynamoStoredSettings } from "../../../src/aws/dynamodb-stored-settings.ts";
import { settingsAtFirst } from "../../../src/contracts/settings.ts";
import { type SomeStores, someStores } from "../../support/some-stores.ts";

describe("settings in the directory table", () => {
  let stores: SomeStores;
  let settings: DynamoStoredSettings;
  before(async () => {
    stores = await someStores();
    settings = new DynamoStoredSettings(stores.client, stores.directory);
  });
  after(() => stores.close());

  const change = (basedOn: number, retentionDays: number) => ({
    basedOn,
    settings: { ...settingsAtFirst, retentionDays },
    by: "s-1",
    at: new Date("2026-11-22T10:00:00Z"),
  });

  it("are version 0, as deployed, until somebody saves some", async () => {
    assert.deepEqual(await settings.current(), { version: 0, settings: settingsAtFirst });
  });

  it("are kept with a version, a moment and who saved them", async () => {
    const saved = await settings.save(change(0, 14));
    assert.equal(saved?.version, 1);
    assert.deepEqual(await settings.current(), saved);
  });

  it("are not written over by who read an older version", async () => {
    assert.equal(await settings.save(change(0, 30)), null);
    assert.equal((await settings.save(change(1, 30)))?.version, 2);
    assert.equal(await settings.save(change(1, 60)), null);
    assert.equal((await settings.current()).settings.retentionDays, 30);
  });
});
