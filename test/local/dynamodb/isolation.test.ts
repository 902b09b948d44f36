import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import {
  GetItemCommand,
  PutItemCommand,
  TransactGetItemsCommand,
  TransactWriteItemsCommand,
  UpdateItemCommand,
} from "@aws-sdk/client-dynamodb";
import { failure, type Item, putAll, type SomeTables, startTables, tableNamed } from "./some-tables.ts";

const TableName = tableNamed("Plain");
const id = (name: string): Item => ({ id: { S: name } });
const all = <T>(count: number, run: (at: number) => Promise<T>) =>
  Promise.allSettled(Array.from({ length: count }, (_, at) => run(at)));

describe("concurrent writes", () => {
  let tables: SomeTables;
  before(async () => {
    tables = await startTables();
  });
  after(() => tables.close());

  const add = (name: string, amount: number) => ({
    TableName,
    Key: id(name),
    UpdateExpression: "ADD n :n",
    ExpressionAttributeValues: { ":n": { N: String(amount) } },
  });
  const read = async (name: string) =>
    (await tables.client.send(new GetItemCommand({ TableName, Key: id(name) }))).Item;

  it("have one winner among 200 that ask for the same absence", async () => {
    const outcomes = await all(200, (at) =>
      tables.client.send(
        new PutItemCommand({
          TableName,
          Item: { ...id("race"), winner: { N: String(at) } },
          ConditionExpression: "attribute_not_exists(id)",
        }),
      ),
    );
    const winners = outcomes.flatMap(({ status }, at) => (status === "fulfilled" ? [at] : []));
    assert.equal(winners.length, 1);
    assert.equal((await read("race"))?.winner?.N, String(winners[0]));
    for (const outcome of outcomes) {
      if (outcome.status === "rejected") failure("ConditionalCheckFailedException")(outcome.reason);
    }
  });

  it("have one winner among 200 that compare and set the same version", async () => {
    await putAll(tables.client, TableName, [{ ...id("version"), n: { N: "1" } }]);
    const outcomes = await all(200, () =>
      tables.client.send(
        new UpdateItemCommand({
          TableName,
          Key: id("version"),
          UpdateExpression: "SET n = :new",
          ConditionExpression: "n = :old",
          ExpressionAttributeValues: { ":old": { N: "1" }, ":new": { N: "2" } },
        }),
      ),
    );
    assert.equal(outcomes.filter(({ status }) => status === "fulfilled").length, 1);
  });

  it("are all counted, single ones and transactions together", async () => {
    const outcomes = await all(100, async (at) => {
      if (at % 2 === 0) return tables.client.send(new UpdateItemCommand(add("left", 1)));
      const both = [{ Update: add("left", 1) }, { Update: add("right", 1) }];
      return tables.client.send(new TransactWriteItemsCommand({ TransactItems: both }));
    });
    assert.ok(outcomes.every(({ status }) => status === "fulfilled"));
    assert.deepEqual([(await read("left"))?.n?.N, (await read("right"))?.n?.N], ["100", "50"]);
  });

  it("are never seen half done by a reading transaction", async () => {
    await putAll(tables.client, TableName, [
      { ...id("from"), n: { N: "1000" } },
      { ...id("to"), n: { N: "0" } },
    ]);
    const gets = [{ Get: { TableName, Key: id("from") } }, { Get: { TableName, Key: id("to") } }];
    const sums: number[] = [];
    await all(120, async (at) => {
      if (at % 2 === 0) {
        const moves = [{ Update: add("from", -1) }, { Update: add("to", 1) }];
        await tables.client.send(new TransactWriteItemsCommand({ TransactItems: moves }));
        return;
      }
      const { Responses } = await tables.client.send(new TransactGetItemsCommand({ TransactItems: gets }));
      sums.push(Number(Responses?.[0]?.Item?.n?.N) + Number(Responses?.[1]?.Item?.n?.N));
    });
    assert.deepEqual(new Set(sums), new Set([1000]));
    assert.equal(sums.length, 60);
    assert.equal((await read("to"))?.n?.N, "60");
  });
});
