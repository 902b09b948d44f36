import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { ScanCommand, UpdateItemCommand } from "@aws-sdk/client-dynamodb";
import type { DynamoDb } from "../../../local/dynamodb/dynamodb.ts";
import { type Item, putAll, type SomeTables, startTables, tableNamed } from "./some-tables.ts";

const TableName = tableNamed("Accounts");

describe("time to live", () => {
  let tables: SomeTables;
  let now = new Date("2026-03-01T00:00:00Z");
  before(async () => {
    tables = await startTables({ now: () => now });
  });
  after(() => tables.close());

  const at = (seconds: number) => String(Math.floor(now.getTime() / 1000) + seconds);
  const item = (pk: string, ttl?: Item["ttl"]): Item => ({ pk: { S: pk }, sk: { S: "a" }, ...(ttl ? { ttl } : {}) });
  const left = async () => {
    const { Items } = await tables.client.send(new ScanCommand({ TableName }));
    return Items?.map(({ pk }) => pk?.S).toSorted();
  };
  const sweep = () => tables.cloud.service<DynamoDb>("dynamodb").sweep();

  it("deletes late what is over, and only that", async () => {
    await putAll(tables.client, TableName, [
      item("over", { N: at(-10) }),
      item("later", { N: at(3600) }),
      item("none"),
      item("text", { S: at(-10) }),
      item("ancient", { N: at(-6 * 365 * 86_400) }),
      item("milliseconds", { N: String(now.getTime() - 10_000) }),
      item("prolonged", { N: at(-10) }),
    ]);
    assert.equal((await left())?.length, 7);
    const prolong = new UpdateItemCommand({
      TableName,
      Key: item("prolonged"),
      UpdateExpression: "SET #t = :t",
      ExpressionAttributeNames: { "#t": "ttl" },
      ExpressionAttributeValues: { ":t": { N: at(3600) } },
    });
    await tables.client.send(prolong);
    sweep();
    assert.deepEqual(await left(), ["ancient", "later", "milliseconds", "none", "prolonged", "text"]);
    now = new Date(now.getTime() + 3_601_000);
    sweep();
    assert.deepEqual(await left(), ["ancient", "milliseconds", "none", "text"]);
  });

  it("does not touch tables without it", async () => {
    const plain = tableNamed("Plain");
    await putAll(tables.client, plain, [{ id: { S: "x" }, ttl: { N: at(-10) } }]);
    sweep();
    assert.equal((await tables.client.send(new ScanCommand({ TableName: plain }))).Count, 1);
  });
});
