import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import {
  BatchGetItemCommand,
  BatchWriteItemCommand,
  GetItemCommand,
  type WriteRequest,
} from "@aws-sdk/client-dynamodb";
import { failure, type Item, putAll, refused, type SomeTables, startTables, tableNamed } from "./some-tables.ts";

const plain = tableNamed("Plain");
const ledger = tableNamed("Ledger");
const id = (name: string): Item => ({ id: { S: name } });

describe("batches", () => {
  let tables: SomeTables;
  before(async () => {
    tables = await startTables();
  });
  after(() => tables.close());

  const write = (requests: Record<string, WriteRequest[]>) =>
    tables.client.send(new BatchWriteItemCommand({ RequestItems: requests }));
  const read = (keys: Item[], more = {}) =>
    tables.client.send(new BatchGetItemCommand({ RequestItems: { [plain]: { Keys: keys, ...more } } }));

  it("write and delete items of several tables", async () => {
    await putAll(tables.client, plain, [id("gone")]);
    const answer = await write({
      [plain]: [{ PutRequest: { Item: { ...id("new"), x: { S: "x" } } } }, { DeleteRequest: { Key: id("gone") } }],
      [ledger]: [{ PutRequest: { Item: { pk: { S: "p" }, sk: { S: "s" } } } }],
    });
    assert.deepEqual(answer.UnprocessedItems, {});
    const { Responses } = await read([id("new"), id("gone")]);
    assert.deepEqual(Responses?.[plain], [{ ...id("new"), x: { S: "x" } }]);
    const other = new GetItemCommand({ TableName: ledger, Key: { pk: { S: "p" }, sk: { S: "s" } } });
    assert.ok((await tables.client.send(other)).Item);
  });

  it("write nothing when one request is wrong", async () => {
    const wrong: WriteRequest[] = [{ PutRequest: { Item: id("half") } }, { PutRequest: { Item: { id: { N: "1" } } } }];
    await assert.rejects(write({ [plain]: wrong }), refused(/Type mismatch for key id/));
    assert.deepEqual((await read([id("half")])).Responses?.[plain], []);
  });

  it("refuse too many, none, repeated and unknown", async () => {
    const puts = (count: number) => Array.from({ length: count }, (_, at) => ({ PutRequest: { Item: id(`w${at}`) } }));
    await write({ [plain]: puts(25) });
    await assert.rejects(write({ [plain]: puts(26) }), refused(/Too many items/));
    await assert.rejects(write({}), refused(/cannot be null or empty/));
    await assert.rejects(
      write({ [plain]: [{ PutRequest: { Item: id("a") } }, { DeleteRequest: { Key: id("a") } }] }),
      refused(/contains duplicates/),
    );
    await assert.rejects(write({ Other: puts(1) }), failure("ResourceNotFoundException"));
    const keys = (count: number) => Array.from({ length: count }, (_, at) => id(`r${at}`));
    await read(keys(100));
    await assert.rejects(read(keys(101)), refused(/Too many items requested for the BatchGetItem call/));
    await assert.rejects(read([id("a"), id("a")]), refused(/contains duplicates/));
  });

  it("read parts of items", async () => {
    await putAll(tables.client, plain, [{ ...id("parts"), x: { S: "x" }, y: { S: "y" } }]);
    const { Responses } = await read([id("parts")], {
      ProjectionExpression: "#x",
      ExpressionAttributeNames: { "#x": "x" },
      ConsistentRead: true,
    });
    assert.deepEqual(Responses?.[plain], [{ x: { S: "x" } }]);
  });

  it("leave over what exceeds 16 MB", async () => {
    const keys = Array.from({ length: 45 }, (_, at) => id(`large${at}`));
    await putAll(
      tables.client,
      plain,
      keys.map((key) => ({ ...key, body: { S: "x".repeat(400_000) } })),
    );
    const { Responses, UnprocessedKeys } = await read(keys);
    const left = UnprocessedKeys?.[plain]?.Keys ?? [];
    assert.equal((Responses?.[plain]?.length ?? 0) + left.length, 45);
    assert.ok(left.length > 0);
    assert.equal((await read(left)).Responses?.[plain]?.length, left.length);
  });
});
