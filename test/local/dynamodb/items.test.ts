import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import {
  DeleteItemCommand,
  DescribeTableCommand,
  GetItemCommand,
  ListTablesCommand,
  PutItemCommand,
  UpdateItemCommand,
} from "@aws-sdk/client-dynamodb";
import { failure, type Item, refused, type SomeTables, startTables, tableNamed } from "./some-tables.ts";

describe("single items", () => {
  let tables: SomeTables;
  const TableName = tableNamed("Ledger");
  const put = (Item: Item, more = {}) => tables.client.send(new PutItemCommand({ TableName, Item, ...more }));
  const get = (Key: Item, more = {}) => tables.client.send(new GetItemCommand({ TableName, Key, ...more }));
  const key = (pk: string): Item => ({ pk: { S: pk }, sk: { S: "a" } });

  before(async () => {
    tables = await startTables();
  });
  after(() => tables.close());

  it("keeps every type of attribute as it was given", async () => {
    const item: Item = {
      ...key("types"),
      s: { S: "naïve 🦊 \u0000" },
      empty: { S: "" },
      n: { N: "-12.5" },
      b: { B: Uint8Array.from([0, 255, 7]) },
      none: { B: Uint8Array.from([]) },
      yes: { BOOL: true },
      nothing: { NULL: true },
      list: { L: [{ S: "x" }, { L: [] }, { M: {} }] },
      map: { M: { "": { S: "empty name" }, __proto: { N: "1" }, constructor: { S: "c" } } },
      ss: { SS: ["b", "a", ""] },
      ns: { NS: ["2", "10"] },
      bs: { BS: [Uint8Array.from([2]), Uint8Array.from([1])] },
    };
    await put(item);
    assert.deepEqual((await get(key("types"), { ConsistentRead: true })).Item, item);
  });

  it("treats names such as __proto__ as ordinary names", async () => {
    const map = JSON.parse('{"__proto__":{"S":"x"}}') as Item;
    await put({ ...key("proto"), map: { M: map } });
    const { Item } = await get(key("proto"), {
      ProjectionExpression: "#m.#p, #c",
      ExpressionAttributeNames: { "#m": "map", "#p": "__proto__", "#c": "constructor" },
    });
    assert.deepEqual(Object.keys(Item ?? {}), ["map"]);
    assert.deepEqual(Object.keys(Item?.map?.M ?? {}), ["__proto__"]);
  });

  it("answers without Item when there is none", async () => {
    assert.equal((await get(key("absent"))).Item, undefined);
  });

  it("puts in place of the whole old item and returns it when asked", async () => {
    await put({ ...key("replace"), old: { S: "x" } });
    const { Attributes } = await put({ ...key("replace"), fresh: { S: "y" } }, { ReturnValues: "ALL_OLD" });
    assert.deepEqual(Attributes, { ...key("replace"), old: { S: "x" } });
    assert.deepEqual((await get(key("replace"))).Item, { ...key("replace"), fresh: { S: "y" } });
  });

  it("deletes, returns what it deleted, and is content when there is nothing", async () => {
    await put({ ...key("delete"), x: { S: "x" } });
    const once = new DeleteItemCommand({ TableName, Key: key("delete"), ReturnValues: "ALL_OLD" });
    assert.deepEqual((await tables.client.send(once)).Attributes, { ...key("delete"), x: { S: "x" } });
    assert.equal((await tables.client.send(once)).Attributes, undefined);
  });

  it("refuses keys that are missing, of a wrong type, empty, too many or too long", async () => {
    await assert.rejects(put({ pk: { S: "x" } }), refused(/Missing the key sk in the item/));
    await assert.rejects(
      put({ ...key("x"), pk: { N: "1" } }),
      refused(/Type mismatch for key pk expected: S actual: N/),
    );
    await assert.rejects(put({ ...key("x"), sk: { S: "" } }), refused(/empty string value. Key: sk/));
    await assert.rejects(put({ ...key("x".repeat(2049)) }), refused(/Size of hashkey/));
    await assert.rejects(put({ ...key("x"), sk: { S: "x".repeat(1025) } }), refused(/range keys/));
    for (const wrong of [{ pk: { S: "x" } }, { ...key("x"), more: { S: "x" } }, { pk: { S: "x" }, sk: { N: "1" } }]) {
      await assert.rejects(get(wrong as Item), refused(/does not match the schema/));
    }
    await assert.rejects(get({ pk: { S: "" }, sk: { S: "a" } }), refused(/empty string value. Key: pk/));
  });

  it("refuses index keys of a wrong type or empty, and takes items without them", async () => {
    await assert.rejects(
      put({ ...key("x"), day: { N: "1" } }),
      refused(/Type mismatch for Index Key day Expected: S Actual: N IndexName: day/),
    );
    await assert.rejects(put({ ...key("x"), due_pk: { S: "" } }), refused(/IndexName: due, IndexKey: due_pk/));
    await put(key("sparse"));
  });

  it("refuses values that are none", async () => {
    const bad: [unknown, RegExp][] = [
      [{ SS: [] }, /set {2}may not be empty/],
      [{ SS: ["a", "a"] }, /duplicates/],
      [{ NS: ["1", "1.0"] }, /duplicates/],
      [{ N: "one" }, /cannot be converted to a numeric value: one/],
      [{ N: "1".repeat(39) }, /38 significant digits/],
      [{ N: "1e126" }, /overflow/],
      [{ N: "1e-131" }, /underflow/],
      [{ NULL: false }, /Null attribute value types/],
    ];
    for (const [value, message] of bad) {
      await assert.rejects(put({ ...key("bad"), value } as Item), refused(message));
    }
  });

  it("takes 400 KB and not a byte more", async () => {
    const room = 400 * 1024 - ("pk".length + "size".length + "sk".length + "a".length + "x".length);
    await put({ ...key("size"), x: { S: "x".repeat(room) } });
    await assert.rejects(
      put({ ...key("size"), x: { S: "x".repeat(room + 1) } }),
      refused(/Item size has exceeded the maximum allowed size/),
    );
    const grow = new UpdateItemCommand({
      TableName,
      Key: key("size"),
      UpdateExpression: "SET y = :y",
      ExpressionAttributeValues: { ":y": { S: "y" } },
    });
    await assert.rejects(tables.client.send(grow), refused(/Item size to update has exceeded/));
  });

  it("refuses nesting below 32 levels", async () => {
    const nested = (depth: number) => JSON.parse(`${'{"L":['.repeat(depth)}{"S":"x"}${"]}".repeat(depth)}`);
    await put({ ...key("deep"), x: nested(31) });
    await assert.rejects(put({ ...key("deep"), x: nested(32) }), refused(/Nesting Levels/));
  });

  it("says what a read or write cost", async () => {
    const written = await put(
      { ...key("cost"), day: { S: "d" }, day_sk: { S: "s" }, x: { S: "x".repeat(1500) } },
      { ReturnConsumedCapacity: "INDEXES" },
    );
    assert.deepEqual(written.ConsumedCapacity, {
      TableName,
      CapacityUnits: 5,
      Table: { CapacityUnits: 2 },
      GlobalSecondaryIndexes: { day: { CapacityUnits: 2 }, part: { CapacityUnits: 1 } },
    });
    const read = await get(key("cost"), { ReturnConsumedCapacity: "TOTAL" });
    assert.deepEqual(read.ConsumedCapacity, { TableName, CapacityUnits: 0.5 });
  });

  it("takes a table's ARN for its name", async () => {
    const arn = `arn:aws:dynamodb:us-east-1:111122223333:table/${TableName}`;
    await put(key("arn"), { TableName: arn });
    assert.deepEqual((await get(key("arn"))).Item, key("arn"));
  });

  it("answers ResourceNotFoundException for a table the template does not declare", async () => {
    await assert.rejects(
      put(key("x"), { TableName: "Other" }),
      failure("ResourceNotFoundException", /Requested resource not found/),
    );
  });

  it("refuses parameters of the time before expressions", async () => {
    await assert.rejects(put(key("x"), { Expected: { pk: { Exists: false } } }), refused(/Expected/));
  });

  it("names the operation it does not know", async () => {
    await assert.rejects(
      tables.client.send(new ListTablesCommand({})),
      failure("UnknownOperationException", /ListTables/),
    );
  });

  it("describes a table", async () => {
    const { Table } = await tables.client.send(new DescribeTableCommand({ TableName }));
    assert.equal(Table?.TableStatus, "ACTIVE");
    assert.deepEqual(Table?.KeySchema, [
      { AttributeName: "pk", KeyType: "HASH" },
      { AttributeName: "sk", KeyType: "RANGE" },
    ]);
    assert.deepEqual(
      Table?.GlobalSecondaryIndexes?.map(({ IndexName, Projection }) => [IndexName, Projection?.ProjectionType]),
      [
        ["due", "KEYS_ONLY"],
        ["day", "ALL"],
        ["part", "INCLUDE"],
      ],
    );
    assert.equal(Table?.TableArn, `arn:aws:dynamodb:us-east-1:111122223333:table/${TableName}`);
    assert.ok(Table?.CreationDateTime instanceof Date);
  });
});
