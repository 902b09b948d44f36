import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { UpdateCommand } from "@aws-sdk/lib-dynamodb";
import type { ListedAccount } from "../../../src/accounts/account-directory.ts";
import { DynamoActivations } from "../../../src/aws/dynamodb-account-activations.ts";
import { DynamoAccountDirectory } from "../../../src/aws/dynamodb-account-directory.ts";
import { type SomeStores, someStores } from "../../support/some-stores.ts";

const at = "2026-11-22T10:00:00.000Z";
const expiresAt = "2026-12-22T10:00:00.000Z";
/** Every third of them has not activated yet. */
const addresses = Array.from({ length: 61 }, (_, index) => `person${String(index).padStart(2, "0")}@partner.example`);

describe("the list of recipients' accounts", () => {
  let stores: SomeStores;
  let directory: DynamoAccountDirectory;
  before(async () => {
    stores = await someStores();
    directory = new DynamoAccountDirectory(stores.client, stores.accounts);
    const activations = new DynamoActivations(stores.client, stores.accounts);
    for (const [index, address] of addresses.toReversed().entries()) {
      const activation = { tokenHash: `hash-${address}`, address, passwordHash: "x", createdAt: at, expiresAt };
      await activations.open(activation, { alone: true, keep: 5 });
      const account = { address, name: "", passwordHash: "x", activatedAt: at, passwordChangedAt: at, epoch: 1 };
      if (index % 3 > 0) assert.ok(await activations.use(activation, account));
      // Somebody who asked for a reset has an account and an open activation.
      if (index % 3 > 1)
        await activations.open({ ...activation, tokenHash: `again-${address}` }, { alone: true, keep: 5 });
    }
  });
  after(() => stores.close());

  const all = async (search?: string, limit = 7) => {
    const found: ListedAccount[] = [];
    const sizes: number[] = [];
    let cursor: string | undefined;
    do {
      const page = await directory.list({ limit, ...(cursor && { cursor }), ...(search && { search }) });
      assert.ok(page.accounts.length <= limit);
      found.push(...page.accounts);
      sizes.push(page.accounts.length);
      cursor = page.cursor;
    } while (cursor !== undefined);
    return { found, sizes };
  };

  it("comes by address, page after page, with each person once and in their one state", async () => {
    const { found } = await all();
    assert.deepEqual(
      found.map(({ address }) => address),
      addresses,
    );
    assert.equal(found.filter(({ state }) => state === "waiting").length, 21);
  });

  it("finds a part of the address anywhere", async () => {
    const { found } = await all("ON5");
    assert.deepEqual(
      found.map(({ address }) => address),
      addresses.slice(50, 60),
    );
    assert.deepEqual((await all("nobody")).found, []);
    assert.equal((await all("partner.example", 100)).found.length, 61);
  });

  it("shows what the table holds where the index lags behind", async () => {
    const [first = ""] = addresses;
    assert.ok(await directory.remove(first));
    assert.deepEqual((await all("person00")).found, []);
    const left = { pk: `address#${first}`, sk: "account" };
    const update = { UpdateExpression: "SET listed_in = :l, address = :a" };
    const values = { ExpressionAttributeValues: { ":l": "RECIPIENTS", ":a": "gone@partner.example" } };
    await stores.client.send(new UpdateCommand({ TableName: stores.accounts, Key: left, ...update, ...values }));
    assert.deepEqual((await all("person00")).found, []);
  });

  it("refuses a cursor that it did not give", async () => {
    await assert.rejects(directory.list({ limit: 7, cursor: "made-up" }), { code: "cursor" });
  });
});
