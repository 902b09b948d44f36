import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import { after, before, describe, it } from "node:test";
import { DynamoGatewaySecrets } from "../../../src/aws/dynamodb-gateway-secrets.ts";
import { DynamoPolicies } from "../../../src/aws/dynamodb-policies.ts";
import { policySet } from "../../../src/contracts/policies.ts";
import { type SomeStores, someStores } from "../../support/some-stores.ts";

const policy = (id: string) => ({
  id,
  name: `Policy ${id}`,
  conditions: { type: "recipient-external", settings: {} },
  disposition: "encrypt",
});
const aSet = (...ids: string[]) =>
  policySet.parse({ version: 1, companyDomains: ["northwind.example"], policies: ids.map(policy) });
const at = new Date("2026-11-22T10:00:00Z");
const publication = { by: "admin", at, note: "because" };

describe("policies in DynamoDB", () => {
  let stores: SomeStores;
  before(async () => {
    stores = await someStores();
  });
  after(() => stores.close());
  const policies = () => new DynamoPolicies(stores.client, stores.directory);

  it("has none until the first is published, and then numbers them without gaps", async () => {
    assert.equal(await policies().current(), null);
    const first = await policies().publish({ ...publication, basedOn: 0, policySet: aSet("a") });
    const second = await policies().publish({ ...publication, basedOn: 1, policySet: aSet("a", "b") });
    assert.deepEqual([first?.version, second?.version], [1, 2]);
    assert.deepEqual(await policies().current(), second);
    assert.deepEqual(await policies().find(1), first);
    assert.equal(await policies().find(3), null);
  });

  it("refuses a change that rests on a version no longer in force", async () => {
    assert.equal(await policies().publish({ ...publication, basedOn: 0, policySet: aSet("x") }), null);
    assert.equal(await policies().publish({ ...publication, basedOn: 1, policySet: aSet("x") }), null);
    assert.equal((await policies().current())?.version, 2);
  });

  it("lets one of many racing publications win", async () => {
    const race = Array.from({ length: 10 }, (_, index) =>
      policies().publish({ ...publication, basedOn: 2, policySet: aSet(`raced-${index}`) }),
    );
    const won = (await Promise.all(race)).filter((version) => version !== null);
    assert.equal(won.length, 1);
    assert.deepEqual(await policies().current(), won[0]);
  });

  it("lists versions newest first, without the policies", async () => {
    const history = await policies().history(2);
    assert.deepEqual(
      history.map(({ version }) => version),
      [3, 2],
    );
    assert.deepEqual(Object.keys(history[0] ?? {}).sort(), ["note", "publishedAt", "publishedBy", "version"]);
  });

  it("holds 2,000 policies in one version", async () => {
    const many = aSet(...Array.from({ length: 2_000 }, (_, index) => `policy-${index}`));
    const published = await policies().publish({ ...publication, basedOn: 3, policySet: many });
    assert.equal((await policies().find(published?.version ?? 0))?.policySet.policies.length, 2_000);
  });
});

describe("the file of a version", () => {
  let stores: SomeStores;
  before(async () => {
    stores = await someStores();
  });
  after(() => stores.close());

  it("is kept byte for byte as it was pushed, and written out where there was none", async () => {
    const policies = new DynamoPolicies(stores.client, stores.directory);
    const text = '{ "companyDomains" : ["northwind.example"],\r\n\t"version":1 }';
    await policies.publish({ ...publication, basedOn: 0, policySet: aSet(), text, origin: "file" });
    await policies.publish({ ...publication, basedOn: 1, policySet: aSet("a") });
    assert.equal(await policies.text(1), text);
    assert.equal(await policies.text(2), `${JSON.stringify(aSet("a"), null, 2)}\n`);
    assert.equal(await policies.text(3), null);
    assert.deepEqual((await policies.find(1))?.policySet, aSet());
  });

  it("may be larger than an item", async () => {
    const policies = new DynamoPolicies(stores.client, stores.directory);
    const phrase = (index: number) => `${Math.sin(index).toString(36)}${Math.cos(index).toString(36)}`;
    const entries = Array.from({ length: 10_000 }, (_, index) => ({ phrase: phrase(index) }));
    const dictionaries = [1, 2, 3, 4].map((number) => ({ id: `d${number}`, name: `D${number}`, entries }));
    const large = policySet.parse({ version: 1, companyDomains: ["northwind.example"], dictionaries });
    const spread = { ...large, dictionaries: large.dictionaries.map((one) => ({ ...one, narrative: noise(3_000) })) };
    const published = await policies.publish({ ...publication, basedOn: 2, policySet: spread });
    const read = await new DynamoPolicies(stores.client, stores.directory).find(published?.version ?? 0);
    assert.deepEqual(read?.policySet, spread);
  });
});

/** Text that does not compress. */
function noise(length: number): string {
  return randomBytes(length).toString("base64").slice(0, length);
}

describe("the gateway's secrets in DynamoDB", () => {
  let stores: SomeStores;
  before(async () => {
    stores = await someStores();
  });
  after(() => stores.close());

  it("are made once and stay", async () => {
    const secrets = new DynamoGatewaySecrets(stores.client, stores.directory);
    await assert.rejects(secrets.current(), { code: "not-installed" });
    const first = { connector: ["a".repeat(43), "b".repeat(43)], marker: "c".repeat(43) };
    await secrets.createIfAbsent(first);
    await secrets.createIfAbsent({ connector: ["d".repeat(43)], marker: "e".repeat(43) });
    assert.deepEqual(await secrets.current(), first);
  });
});
