import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import {
  BatchWriteCommand,
  DynamoDBDocumentClient,
  GetCommand,
  paginateQuery,
  TransactWriteCommand,
  UpdateCommand,
} from "@aws-sdk/lib-dynamodb";
import { type SomeTables, startTables, tableNamed } from "./some-tables.ts";

const TableName = tableNamed("Ledger");

describe("the document client", () => {
  let tables: SomeTables;
  let client: DynamoDBDocumentClient;
  before(async () => {
    tables = await startTables();
    client = DynamoDBDocumentClient.from(tables.client, { marshallOptions: { removeUndefinedValues: true } });
  });
  after(() => tables.close());

  it("writes and reads plain objects", async () => {
    const item = {
      pk: "p",
      sk: "doc",
      count: 3,
      ratio: -0.25,
      flags: [true, null, { deep: ["x"] }],
      tags: new Set(["a", "b"]),
      bytes: Uint8Array.from([1, 2, 3]),
    };
    const put = {
      Put: { TableName, Item: { ...item, absent: undefined }, ConditionExpression: "attribute_not_exists(pk)" },
    };
    await client.send(new TransactWriteCommand({ TransactItems: [put] }));
    const { Item } = await client.send(new GetCommand({ TableName, Key: { pk: "p", sk: "doc" } }));
    assert.deepEqual(Item, item);
    const { Attributes } = await client.send(
      new UpdateCommand({
        TableName,
        Key: { pk: "p", sk: "doc" },
        UpdateExpression: "ADD #c :one SET flags[2].deep = list_append(flags[2].deep, :more)",
        ExpressionAttributeNames: { "#c": "count" },
        ExpressionAttributeValues: { ":one": 1, ":more": ["y"] },
        ReturnValues: "ALL_NEW",
      }),
    );
    assert.deepEqual(Attributes, { ...item, count: 4, flags: [true, null, { deep: ["x", "y"] }] });
  });

  it("walks all pages", async () => {
    const puts = Array.from({ length: 25 }, (_, at) => ({
      PutRequest: { Item: { pk: "many", sk: String(at).padStart(2, "0") } },
    }));
    await client.send(new BatchWriteCommand({ RequestItems: { [TableName]: puts } }));
    const seen: unknown[] = [];
    const pages = paginateQuery(
      { client, pageSize: 4 },
      { TableName, KeyConditionExpression: "pk = :p", ExpressionAttributeValues: { ":p": "many" } },
    );
    for await (const { Items = [] } of pages) seen.push(...Items.map(({ sk }) => sk));
    assert.deepEqual(
      seen,
      puts.map(({ PutRequest }) => PutRequest.Item.sk),
    );
  });
});
