import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { PutItemCommand, QueryCommand, type QueryCommandInput, UpdateItemCommand } from "@aws-sdk/client-dynamodb";
import { type Item, putAll, refused, type SomeTables, startTables, tableNamed } from "./some-tables.ts";

const ledger = tableNamed("Ledger");

describe("Query of a global secondary index", () => {
  let tables: SomeTables;
  before(async () => {
    tables = await startTables();
    await putAll(
      tables.client,
      ledger,
      Array.from({ length: 9 }, (_, at) => ({
        pk: { S: `m${at}` },
        sk: { S: "a" },
        due_pk: { S: "D" },
        due_sk: { S: at < 6 ? "same" : `later${at}` },
        day: { S: "mon" },
        note: { S: `n${at}` },
        body: { S: "b" },
      })),
    );
    await putAll(tables.client, ledger, [{ pk: { S: "sparse" }, sk: { S: "a" }, due_pk: { S: "D" } }]);
  });
  after(() => tables.close());

  const query = (index: string, partition: string, value: string, more: Partial<QueryCommandInput> = {}) =>
    tables.client.send(
      new QueryCommand({
        TableName: ledger,
        IndexName: index,
        KeyConditionExpression: "#p = :p",
        ExpressionAttributeNames: { "#p": partition },
        ExpressionAttributeValues: { ":p": { S: value } },
        ...more,
      }),
    );

  it("holds items that have its whole key, with what it projects", async () => {
    const due = await query("due", "due_pk", "D");
    assert.equal(due.Count, 9);
    assert.deepEqual(Object.keys(due.Items?.[0] ?? {}).sort(), ["due_pk", "due_sk", "pk", "sk"]);
    const part = await query("part", "day", "mon");
    assert.deepEqual(Object.keys(part.Items?.[0] ?? {}).sort(), ["day", "note", "pk", "sk"]);
    assert.equal((await query("day", "day", "mon")).Count, 0);
  });

  it("pages through items with the same index key without losing or doubling one", async () => {
    for (const ScanIndexForward of [true, false]) {
      const seen: (string | undefined)[] = [];
      let start: Item | undefined;
      do {
        const page = await query("due", "due_pk", "D", { Limit: 2, ExclusiveStartKey: start, ScanIndexForward });
        seen.push(...(page.Items ?? []).map(({ pk }) => pk?.S));
        start = page.LastEvaluatedKey;
        if (start) assert.deepEqual(Object.keys(start).sort(), ["due_pk", "due_sk", "pk", "sk"]);
      } while (start);
      assert.deepEqual(
        seen.toSorted(),
        Array.from({ length: 9 }, (_, at) => `m${at}`),
      );
    }
  });

  it("follows an item's changes: moved, taken out, deleted", async () => {
    const Key = { pk: { S: "moving" }, sk: { S: "a" } };
    const places = async () => {
      const pages = await Promise.all(["X", "Y"].map((value) => query("due", "due_pk", value)));
      return pages.map(({ Count }) => Count);
    };
    await tables.client.send(
      new PutItemCommand({ TableName: ledger, Item: { ...Key, due_pk: { S: "X" }, due_sk: { S: "1" } } }),
    );
    assert.deepEqual(await places(), [1, 0]);
    await tables.client.send(
      new UpdateItemCommand({
        TableName: ledger,
        Key,
        UpdateExpression: "SET due_pk = :v",
        ExpressionAttributeValues: { ":v": { S: "Y" } },
      }),
    );
    assert.deepEqual(await places(), [0, 1]);
    await tables.client.send(new UpdateItemCommand({ TableName: ledger, Key, UpdateExpression: "REMOVE due_sk" }));
    assert.deepEqual(await places(), [0, 0]);
  });

  it("refuses consistent reads and attributes it does not hold", async () => {
    await assert.rejects(
      query("due", "due_pk", "D", { ConsistentRead: true }),
      refused(/Consistent reads are not supported on global secondary indexes/),
    );
    await assert.rejects(
      query("due", "due_pk", "D", { Select: "ALL_ATTRIBUTES" }),
      refused(/ALL_ATTRIBUTES is not supported for global secondary index due/),
    );
    await assert.rejects(
      query("part", "day", "mon", { ProjectionExpression: "body" }),
      refused(/does not project \[body\]/),
    );
    await assert.rejects(
      query("due", "due_pk", "D", { ExclusiveStartKey: { pk: { S: "m1" }, sk: { S: "a" } } }),
      refused(/starting key is invalid/),
    );
  });
});
