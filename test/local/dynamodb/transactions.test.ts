import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import {
  PutItemCommand,
  TransactGetItemsCommand,
  type TransactionCanceledException,
  type TransactWriteItem,
  TransactWriteItemsCommand,
} from "@aws-sdk/client-dynamodb";
import { failure, type Item, putAll, refused, type SomeTables, startTables, tableNamed } from "./some-tables.ts";

const plain = tableNamed("Plain");
const ledger = tableNamed("Ledger");
const id = (name: string): Item => ({ id: { S: name } });
const put = (name: string, more: Item = {}): TransactWriteItem => ({
  Put: { TableName: plain, Item: { ...id(name), ...more } },
});

describe("transactions", () => {
  let tables: SomeTables;
  let now = new Date("2026-03-01T00:00:00Z");
  before(async () => {
    tables = await startTables({ now: () => now });
  });
  after(() => tables.close());

  const write = (items: TransactWriteItem[], token?: string) =>
    tables.client.send(new TransactWriteItemsCommand({ TransactItems: items, ClientRequestToken: token }));
  const read = async (...names: string[]) => {
    const gets = names.map((name) => ({ Get: { TableName: plain, Key: id(name) } }));
    const { Responses } = await tables.client.send(new TransactGetItemsCommand({ TransactItems: gets }));
    return Responses?.map(({ Item }) => Item);
  };

  it("put, update, delete and check across tables at once", async () => {
    await putAll(tables.client, plain, [
      { ...id("counted"), n: { N: "1" } },
      id("gone"),
      { ...id("checked"), ok: { BOOL: true } },
    ]);
    await write([
      put("made", { x: { S: "x" } }),
      {
        Update: {
          TableName: plain,
          Key: id("counted"),
          UpdateExpression: "ADD n :one",
          ExpressionAttributeValues: { ":one": { N: "1" } },
        },
      },
      { Delete: { TableName: plain, Key: id("gone") } },
      { ConditionCheck: { TableName: plain, Key: id("checked"), ConditionExpression: "attribute_exists(ok)" } },
      { Put: { TableName: ledger, Item: { pk: { S: "p" }, sk: { S: "s" } } } },
    ]);
    assert.deepEqual(await read("made", "counted", "gone", "checked"), [
      { ...id("made"), x: { S: "x" } },
      { ...id("counted"), n: { N: "2" } },
      undefined,
      { ...id("checked"), ok: { BOOL: true } },
    ]);
  });

  it("cancelled: change nothing and answer one reason an element in order, with the items asked for", async () => {
    await putAll(tables.client, plain, [{ ...id("held"), by: { S: "me" } }]);
    const condition = { ConditionExpression: "attribute_not_exists(id)" } as const;
    const attempt = write([
      put("untouched"),
      { Put: { TableName: plain, Item: id("held"), ...condition, ReturnValuesOnConditionCheckFailure: "ALL_OLD" } },
      { ConditionCheck: { TableName: plain, Key: id("absent"), ConditionExpression: "attribute_exists(id)" } },
      {
        Update: {
          TableName: plain,
          Key: id("also"),
          UpdateExpression: "SET x = y",
        },
      },
      put("last"),
    ]);
    await assert.rejects(attempt, (error: TransactionCanceledException) => {
      assert.equal(error.name, "TransactionCanceledException");
      assert.match(
        error.message,
        /specific reasons \[None, ConditionalCheckFailed, ConditionalCheckFailed, ValidationError, None\]$/,
      );
      assert.deepEqual(
        error.CancellationReasons?.map(({ Code, Item }) => [Code, Item]),
        [
          ["None", undefined],
          ["ConditionalCheckFailed", { ...id("held"), by: { S: "me" } }],
          ["ConditionalCheckFailed", undefined],
          ["ValidationError", undefined],
          ["None", undefined],
        ],
      );
      assert.equal(error.CancellationReasons?.[2]?.Message, "The conditional request failed");
      return true;
    });
    assert.deepEqual(await read("untouched", "last", "also"), [undefined, undefined, undefined]);
  });

  it("refuse two operations on one item", async () => {
    const message = /cannot include multiple operations on one item/;
    await assert.rejects(write([put("twice"), { Delete: { TableName: plain, Key: id("twice") } }]), refused(message));
    await assert.rejects(read("twice", "twice"), refused(message));
  });

  it("take 100 elements and not one more", async () => {
    const many = (count: number) => Array.from({ length: count }, (_, at) => put(`many${at}`));
    await write(many(100));
    await assert.rejects(write(many(101)), refused(/TransactItems.*100/));
    await assert.rejects(write([]), refused(/TransactItems/));
    const names = Array.from({ length: 101 }, (_, at) => `many${at}`);
    assert.equal((await read(...names.slice(1)))?.length, 100);
    await assert.rejects(read(...names), refused(/TransactItems.*100/));
  });

  it("take 4 MB and no more", async () => {
    const large = (count: number) =>
      Array.from({ length: count }, (_, at) => put(`big${at}`, { x: { S: "x".repeat(400_000) } }));
    await write(large(10));
    await assert.rejects(write(large(11)), refused(/4 MB/));
    assert.deepEqual(await read("big10"), [undefined]);
  });

  it("refuse wrong elements as a whole", async () => {
    await assert.rejects(
      write([put("fine"), { Update: { TableName: plain, Key: id("x"), UpdateExpression: "SET" } }]),
      refused(/Invalid UpdateExpression: Syntax error/),
    );
    await assert.rejects(
      write([{ Put: { TableName: plain, Item: id("x") }, Delete: { TableName: plain, Key: id("y") } }]),
      refused(/can only contain one of/),
    );
    await assert.rejects(write([{ Put: { TableName: "Other", Item: id("x") } }]), failure("ResourceNotFoundException"));
    assert.deepEqual(await read("fine"), [undefined]);
  });

  it("are done once for one token, for ten minutes, even across a restart", async () => {
    const add: TransactWriteItem = {
      Update: {
        TableName: plain,
        Key: id("once"),
        UpdateExpression: "ADD n :one",
        ExpressionAttributeValues: { ":one": { N: "1" } },
      },
    };
    await write([add], "token-1");
    await write([add], "token-1");
    await tables.restart();
    await write([add], "token-1");
    assert.equal((await read("once"))?.[0]?.n?.N, "1");
    await write([add], "token-2");
    assert.equal((await read("once"))?.[0]?.n?.N, "2");
    now = new Date(now.getTime() + 10 * 60_000 + 1);
    await write([add], "token-1");
    assert.equal((await read("once"))?.[0]?.n?.N, "3");
  });

  it("refuse a token that was used for another request", async () => {
    await write([put("token")], "token-3");
    await assert.rejects(
      write([put("token", { x: { S: "x" } })], "token-3"),
      failure("IdempotentParameterMismatchException"),
    );
  });

  it("may be tried again with the same token after they were cancelled", async () => {
    const checked: TransactWriteItem[] = [
      put("retried"),
      { ConditionCheck: { TableName: plain, Key: id("gate"), ConditionExpression: "attribute_exists(id)" } },
    ];
    await assert.rejects(write(checked, "token-4"), failure("TransactionCanceledException"));
    await tables.client.send(new PutItemCommand({ TableName: plain, Item: id("gate") }));
    await write(checked, "token-4");
    assert.deepEqual(await read("retried"), [id("retried")]);
  });

  it("read parts of items in order, empty where there is none", async () => {
    await putAll(tables.client, plain, [{ ...id("parts"), x: { S: "x" }, y: { S: "y" } }]);
    const { Responses, ConsumedCapacity } = await tables.client.send(
      new TransactGetItemsCommand({
        TransactItems: [
          { Get: { TableName: plain, Key: id("none") } },
          {
            Get: {
              TableName: plain,
              Key: id("parts"),
              ProjectionExpression: "#x",
              ExpressionAttributeNames: { "#x": "x" },
            },
          },
        ],
        ReturnConsumedCapacity: "TOTAL",
      }),
    );
    assert.deepEqual(Responses, [{}, { Item: { x: { S: "x" } } }]);
    assert.deepEqual(ConsumedCapacity, [{ TableName: plain, CapacityUnits: 4 }]);
  });
});
