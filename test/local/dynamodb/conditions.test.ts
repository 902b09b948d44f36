import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import {
  type ConditionalCheckFailedException,
  DeleteItemCommand,
  GetItemCommand,
  PutItemCommand,
  UpdateItemCommand,
} from "@aws-sdk/client-dynamodb";
import { failure, type Item, refused, type SomeTables, startTables, tableNamed } from "./some-tables.ts";

const TableName = tableNamed("Plain");
const Key: Item = { id: { S: "one" } };
const stored: Item = {
  ...Key,
  title: { S: "Hello wörld" },
  n: { N: "10" },
  big: { N: "12345678901234567890123456789012345678" },
  octets: { B: Uint8Array.from([1, 2, 200]) },
  yes: { BOOL: true },
  nil: { NULL: true },
  tags: { SS: ["red", "blue"] },
  sizes: { NS: ["1", "2.5"] },
  things: { L: [{ S: "a" }, { N: "7" }, { M: { deep: { S: "x" } } }] },
  doc: { M: { a: { S: "b" }, nested: { M: { n: { N: "1" } } } } },
  status: { S: "open" },
};

describe("conditions", () => {
  let tables: SomeTables;
  before(async () => {
    tables = await startTables();
    await tables.client.send(new PutItemCommand({ TableName, Item: stored }));
  });
  after(() => tables.close());

  const check = (condition: string, values?: Item, names?: Record<string, string>, key = Key) =>
    tables.client.send(
      new UpdateItemCommand({
        TableName,
        Key: key,
        ConditionExpression: condition,
        ExpressionAttributeValues: values,
        ExpressionAttributeNames: names,
      }),
    );
  const holds = async (condition: string, values?: Item, names?: Record<string, string>) => {
    try {
      await check(condition, values, names);
      return true;
    } catch (error) {
      failure("ConditionalCheckFailedException", /The conditional request failed/)(error);
      return false;
    }
  };
  const expectAll = async (
    expected: boolean,
    cases: readonly (readonly [string, Item?, Record<string, string>?])[],
  ) => {
    for (const [condition, values, names] of cases) {
      assert.equal(await holds(condition, values, names), expected, condition);
    }
  };

  it("are met by what is so", () =>
    expectAll(true, [
      ["attribute_exists(title)"],
      ["attribute_not_exists(nothing)"],
      ["attribute_not_exists(title.part_of)"],
      ["attribute_exists(things[2].deep)"],
      ["attribute_type(nil, :t)", { ":t": { S: "NULL" } }],
      ["attribute_type(tags, :t)", { ":t": { S: "SS" } }],
      ["title = :v", { ":v": { S: "Hello wörld" } }],
      ["n = :v", { ":v": { N: "1.0e1" } }],
      ["n <> :v", { ":v": { S: "10" } }],
      ["nothing <> :v", { ":v": { S: "10" } }],
      ["n > :v", { ":v": { N: "9" } }],
      ["n >= :v AND n <= :v", { ":v": { N: "10" } }],
      ["big > :v", { ":v": { N: "12345678901234567890123456789012345677" } }],
      ["octets > :v", { ":v": { B: Uint8Array.from([1, 2, 199]) } }],
      ["tags = :v", { ":v": { SS: ["blue", "red"] } }],
      ["doc = :v", { ":v": { M: { nested: { M: { n: { N: "1" } } }, a: { S: "b" } } } }],
      ["things[1] = :v", { ":v": { N: "7" } }],
      ["n BETWEEN :a AND :b", { ":a": { N: "10" }, ":b": { N: "11" } }],
      ["n IN (:a, :b)", { ":a": { N: "1" }, ":b": { N: "10" } }],
      ["contains(title, :v)", { ":v": { S: "wör" } }],
      ["contains(tags, :v)", { ":v": { S: "red" } }],
      ["contains(sizes, :v)", { ":v": { N: "2.50" } }],
      ["contains(things, :v)", { ":v": { M: { deep: { S: "x" } } } }],
      ["begins_with(title, :v)", { ":v": { S: "Hello" } }],
      ["begins_with(octets, :v)", { ":v": { B: Uint8Array.from([1, 2]) } }],
      ["size(title) = :v", { ":v": { N: "11" } }],
      ["size(tags) = :v", { ":v": { N: "2" } }],
      ["size(octets) = :v", { ":v": { N: "3" } }],
      ["size(doc) < size(things)"],
      ["#s = :v", { ":v": { S: "open" } }, { "#s": "status" }],
      ["doc.#a.n = :v", { ":v": { N: "1" } }, { "#a": "nested" }],
      ["NOT n = :v", { ":v": { N: "11" } }],
      ["NOT (n = :v OR n = :w)", { ":v": { N: "11" }, ":w": { N: "12" } }],
      ["n = :v or n = :w and n = :w", { ":v": { N: "10" }, ":w": { N: "12" } }],
    ]));

  it("are not met by what is not so", () =>
    expectAll(false, [
      ["attribute_exists(nothing)"],
      ["attribute_not_exists(title)"],
      ["attribute_exists(things[3])"],
      ["title = :v", { ":v": { S: "hello wörld" } }],
      ["n = :v", { ":v": { S: "10" } }],
      ["n > :v", { ":v": { S: "1" } }],
      ["nothing = :v", { ":v": { S: "10" } }],
      ["nothing < :v", { ":v": { S: "10" } }],
      ["n < :v", { ":v": { N: "9" } }],
      ["contains(tags, :v)", { ":v": { N: "1" } }],
      ["contains(title, :v)", { ":v": { S: "WÖR" } }],
      ["begins_with(title, :v)", { ":v": { S: "ello" } }],
      ["begins_with(n, :v)", { ":v": { S: "1" } }],
      ["size(n) = :v", { ":v": { N: "2" } }],
      ["(n = :v OR n = :w) AND n = :w", { ":v": { N: "10" }, ":w": { N: "12" } }],
      ["tags = :v", { ":v": { SS: ["blue"] } }],
    ]));

  it("are refused when they say nothing DynamoDB understands", async () => {
    const v = { ":v": { S: "x" } };
    const cases: [string, Item | undefined, RegExp][] = [
      ["", undefined, /Invalid ConditionExpression: The expression can not be empty;/],
      ["title = ", undefined, /Syntax error; token: "<EOF>"/],
      ["title == :v", v, /Syntax error; token: "="/],
      ["title = :v AND", v, /Syntax error; token: "<EOF>"/],
      ["title = :v title", v, /Syntax error; token: "title"/],
      ["title ! :v", v, /Syntax error; token: "!"/],
      ["status = :v", v, /Attribute name is a reserved keyword; reserved keyword: status/],
      ["#x = :v", v, /attribute name used in the document path is not defined; attribute name: #x/],
      ["title = :w", v, /attribute value used in expression is not defined; attribute value: :w/],
      ["attribute_exists(title)", v, /ExpressionAttributeValues unused in expressions: keys: \{:v\}/],
      ["exists(title)", undefined, /Invalid function name; function: exists/],
      ["attribute_exists(:v)", v, /requires a document path/],
      ["attribute_type(title, :v)", v, /Invalid attribute type name found; type: x/],
      ["begins_with(title)", undefined, /Incorrect number of operands/],
      ["begins_with(title, :v)", { ":v": { N: "1" } }, /Incorrect operand type.*begins_with, operand type: N/],
      ["title < :v", { ":v": { BOOL: true } }, /Incorrect operand type.*<, operand type: BOOL/],
      ["title = title", undefined, /first operand must be distinct/],
      ["((title = :v))", v, /redundant parentheses/],
      ["n BETWEEN :v AND :w", { ":v": { N: "2" }, ":w": { N: "1" } }, /upper bound to be greater/],
      ["n BETWEEN :v AND :w", { ":v": { N: "2" }, ":w": { S: "1" } }, /same data type/],
      ["title = :v AND ".repeat(300).concat("title = :v"), v, /Expression size has exceeded/],
    ];
    for (const [condition, values, message] of cases) await assert.rejects(check(condition, values), refused(message));
    await assert.rejects(check("title = :v", v, { "#n": "n" }), refused(/ExpressionAttributeNames unused/));
    await assert.rejects(check("title = :v", v, { n: "n" }), refused(/contains invalid key/));
    await assert.rejects(check("title = :v", v, {}), refused(/ExpressionAttributeNames must not be empty/));
  });

  it("answer with the item that failed them, when asked, for put, update and delete", async () => {
    const failing = {
      TableName,
      ConditionExpression: "n = :v",
      ExpressionAttributeValues: { ":v": { N: "11" } },
      ReturnValuesOnConditionCheckFailure: "ALL_OLD",
    } as const;
    const attempts = [
      () => tables.client.send(new PutItemCommand({ ...failing, Item: Key })),
      () => tables.client.send(new UpdateItemCommand({ ...failing, Key })),
      () => tables.client.send(new DeleteItemCommand({ ...failing, Key })),
    ];
    for (const attempt of attempts) {
      await assert.rejects(attempt(), (error: ConditionalCheckFailedException) => {
        assert.equal(error.name, "ConditionalCheckFailedException");
        assert.equal(error.$metadata.httpStatusCode, 400);
        assert.deepEqual(error.Item, stored);
        return true;
      });
    }
  });

  it("answer without an item when not asked or when there is none", async () => {
    const withoutItem = (error: ConditionalCheckFailedException) => error.Item === undefined;
    await assert.rejects(check("attribute_exists(nothing)"), withoutItem);
    const absent = new DeleteItemCommand({
      TableName,
      Key: { id: { S: "absent" } },
      ConditionExpression: "attribute_exists(id)",
      ReturnValuesOnConditionCheckFailure: "ALL_OLD",
    });
    await assert.rejects(tables.client.send(absent), withoutItem);
  });

  it("leave the item as it was when they fail", async () => {
    await assert.rejects(check("attribute_exists(nothing)"));
    const { Item } = await tables.client.send(new GetItemCommand({ TableName, Key }));
    assert.deepEqual(Item, stored);
  });

  it("make an item only where there is none", async () => {
    const make = () =>
      tables.client.send(
        new PutItemCommand({
          TableName,
          Item: { id: { S: "new" } },
          ConditionExpression: "attribute_not_exists(id)",
        }),
      );
    await make();
    await assert.rejects(make(), failure("ConditionalCheckFailedException"));
  });
});
