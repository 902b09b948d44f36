import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { GetItemCommand, PutItemCommand, type ReturnValue, UpdateItemCommand } from "@aws-sdk/client-dynamodb";
import { type Item, refused, type SomeTables, startTables, tableNamed } from "./some-tables.ts";

const TableName = tableNamed("Plain");
const Key: Item = { id: { S: "one" } };
const stored: Item = {
  ...Key,
  n: { N: "10" },
  s: { S: "text" },
  tags: { SS: ["red", "blue"] },
  things: { L: [{ S: "a" }, { S: "b" }, { S: "c" }] },
  doc: { M: { a: { S: "b" }, nested: { M: { n: { N: "1" } } }, cells: { L: [{ N: "1" }, { N: "2" }] } } },
};

describe("update expressions", () => {
  let tables: SomeTables;
  before(async () => {
    tables = await startTables();
  });
  after(() => tables.close());

  const update = async (
    text: string,
    values?: Item,
    {
      returned = "ALL_NEW" as ReturnValue,
      from = stored as Item | undefined,
      names = undefined as Record<string, string> | undefined,
    } = {},
  ): Promise<Item | undefined> => {
    if (from) await tables.client.send(new PutItemCommand({ TableName, Item: from }));
    const { Attributes } = await tables.client.send(
      new UpdateItemCommand({
        TableName,
        Key,
        UpdateExpression: text,
        ExpressionAttributeValues: values,
        ExpressionAttributeNames: names,
        ReturnValues: returned,
      }),
    );
    return Attributes;
  };
  const changed = async (text: string, values: Item | undefined, difference: Item, gone: readonly string[] = []) => {
    const expected = { ...stored, ...difference };
    for (const name of gone) delete expected[name];
    assert.deepEqual(await update(text, values), expected, text);
    const { Item } = await tables.client.send(new GetItemCommand({ TableName, Key }));
    assert.deepEqual(Item, expected, text);
  };

  it("SET attributes, nested ones, list elements and past the end of a list", async () => {
    const v = { ":v": { S: "new" } };
    await changed("SET fresh = :v, s = :v", v, { fresh: { S: "new" }, s: { S: "new" } });
    await changed("set doc.nested.n = :v", v, {
      doc: { M: { ...stored.doc?.M, nested: { M: { n: { S: "new" } } } } as Item },
    });
    await changed("SET things[1] = :v, things[9] = :v", v, {
      things: { L: [{ S: "a" }, { S: "new" }, { S: "c" }, { S: "new" }] },
    });
    await changed("SET things[4000000000] = :v", v, {
      things: { L: [{ S: "a" }, { S: "b" }, { S: "c" }, { S: "new" }] },
    });
  });

  it("SET sees all operands as they were before", () =>
    changed("SET s = n, n = s", undefined, { s: { N: "10" }, n: { S: "text" } }));

  it("SET computes sums, differences, defaults and longer lists", async () => {
    await changed("SET n = n + :v", { ":v": { N: "0.5" } }, { n: { N: "10.5" } });
    await changed("SET n = :v - n", { ":v": { N: "0.5" } }, { n: { N: "-9.5" } });
    await changed(
      "SET hits = if_not_exists(hits, :z) + :v",
      { ":v": { N: "1" }, ":z": { N: "0" } },
      { hits: { N: "1" } },
    );
    await changed("SET n = if_not_exists(n, :v)", { ":v": { N: "1" } }, {});
    await changed("SET x = (if_not_exists(n, :v))", { ":v": { N: "1" } }, { x: { N: "10" } });
    await changed(
      "SET things = list_append(things, :v)",
      { ":v": { L: [{ S: "d" }] } },
      {
        things: { L: [{ S: "a" }, { S: "b" }, { S: "c" }, { S: "d" }] },
      },
    );
    await changed(
      "SET fresh = list_append(:v, if_not_exists(fresh, :e))",
      { ":v": { L: [{ S: "d" }] }, ":e": { L: [] } },
      {
        fresh: { L: [{ S: "d" }] },
      },
    );
  });

  it("REMOVE attributes, nested ones and list elements by their old places", async () => {
    await changed("REMOVE s, nothing", undefined, {}, ["s"]);
    await changed("REMOVE things[0], things[2], things[7]", undefined, { things: { L: [{ S: "b" }] } });
    await changed(
      "REMOVE things[0] SET things[1] = :v",
      { ":v": { S: "new" } },
      { things: { L: [{ S: "new" }, { S: "c" }] } },
    );
    await changed("REMOVE doc.nested.n", undefined, { doc: { M: { ...stored.doc?.M, nested: { M: {} } } as Item } });
  });

  it("ADD to numbers and sets, making them where they are not", async () => {
    await changed("ADD n :v, hits :v", { ":v": { N: "-3" } }, { n: { N: "7" }, hits: { N: "-3" } });
    await changed("ADD tags :v", { ":v": { SS: ["red", "green"] } }, { tags: { SS: ["red", "blue", "green"] } });
    await changed("ADD more :v", { ":v": { NS: ["1"] } }, { more: { NS: ["1"] } });
  });

  it("DELETE from sets; an empty set goes away", async () => {
    await changed("DELETE tags :v", { ":v": { SS: ["red", "green"] } }, { tags: { SS: ["blue"] } });
    await changed("DELETE tags :v", { ":v": { SS: ["red", "blue"] } }, {}, ["tags"]);
    await changed("DELETE nothing :v", { ":v": { SS: ["red"] } }, {});
  });

  it("do several things at once", () =>
    changed(
      "SET s = :s ADD n :n REMOVE doc DELETE tags :t",
      { ":s": { S: "x" }, ":n": { N: "1" }, ":t": { SS: ["red"] } },
      { s: { S: "x" }, n: { N: "11" }, tags: { SS: ["blue"] } },
      ["doc"],
    ));

  it("make the item when there is none, even from the key alone", async () => {
    const Fresh: Item = { id: { S: "fresh" } };
    const make = new UpdateItemCommand({ TableName, Key: Fresh, ReturnValues: "ALL_NEW" });
    assert.deepEqual((await tables.client.send(make)).Attributes, Fresh);
    const old = new UpdateItemCommand({
      TableName,
      Key: { id: { S: "fresher" } },
      UpdateExpression: "ADD n :v",
      ExpressionAttributeValues: { ":v": { N: "1" } },
      ReturnValues: "ALL_OLD",
    });
    assert.equal((await tables.client.send(old)).Attributes, undefined);
  });

  it("return old or new attributes, all or only the updated ones", async () => {
    const values = { ":v": { N: "2" } };
    const text = "SET n = :v, doc.nested.n = :v REMOVE s";
    assert.deepEqual(await update(text, values, { returned: "UPDATED_NEW" }), {
      n: { N: "2" },
      doc: { M: { nested: { M: { n: { N: "2" } } } } },
    });
    assert.deepEqual(await update(text, values, { returned: "UPDATED_OLD" }), {
      n: { N: "10" },
      s: { S: "text" },
      doc: { M: { nested: { M: { n: { N: "1" } } } } },
    });
    assert.deepEqual(await update(text, values, { returned: "ALL_OLD" }), stored);
    assert.equal(await update(text, values, { returned: "NONE" }), undefined);
  });

  it("are refused when they cannot be carried out", async () => {
    const cases: [string, Item | undefined, RegExp][] = [
      ["SET id = :v", { ":v": { S: "x" } }, /Cannot update attribute id. This attribute is part of the key/],
      ["SET s = nothing", undefined, /refers to an attribute that does not exist in the item/],
      ["SET s = s + :v", { ":v": { N: "1" } }, /operand in the update expression has an incorrect data type/],
      ["SET n = n + :v", { ":v": { S: "1" } }, /Incorrect operand type for operator or function/],
      ["SET things = list_append(things, :v)", { ":v": { S: "1" } }, /Incorrect operand type for operator or function/],
      ["SET things = list_append(n, things)", undefined, /incorrect data type/],
      ["SET nothing.x = :v", { ":v": { S: "1" } }, /document path provided in the update expression is invalid/],
      ["SET s.x = :v", { ":v": { S: "1" } }, /document path provided in the update expression is invalid/],
      ["SET doc[0] = :v", { ":v": { S: "1" } }, /document path provided in the update expression is invalid/],
      ["REMOVE nothing.x", undefined, /document path provided in the update expression is invalid/],
      ["ADD s :v", { ":v": { N: "1" } }, /incorrect data type/],
      ["ADD n :v", { ":v": { S: "1" } }, /Incorrect operand type/],
      ["ADD tags :v", { ":v": { NS: ["1"] } }, /incorrect data type/],
      ["DELETE n :v", { ":v": { N: "1" } }, /Incorrect operand type/],
      ["SET n = :v, n = :v", { ":v": { N: "1" } }, /Two document paths overlap with each other/],
      ["SET doc = :v REMOVE doc.a", { ":v": { N: "1" } }, /Two document paths overlap with each other/],
      ["SET doc.a = :v REMOVE doc[0]", { ":v": { N: "1" } }, /Two document paths conflict with each other/],
      ["SET n = :v SET s = :v", { ":v": { N: "1" } }, /"SET" section can only be used once/],
      ["SET n = size(s)", undefined, /Invalid function name; function: size/],
      ["SET n = if_not_exists(:v, :v)", { ":v": { N: "1" } }, /requires a document path/],
      ["PUT n = :v", { ":v": { N: "1" } }, /Syntax error; token: "PUT"/],
      ["SET n", undefined, /Syntax error; token: "<EOF>"/],
      ["SET n = :v,", { ":v": { N: "1" } }, /Syntax error; token: "<EOF>"/],
      ["SET n = n + :v", { ":v": { N: "0.00000000000000000000000000000000000001" } }, /38 significant digits/],
    ];
    for (const [text, values, message] of cases) {
      await assert.rejects(update(text, values), refused(message), text);
      const { Item } = await tables.client.send(new GetItemCommand({ TableName, Key }));
      assert.deepEqual(Item, stored, text);
    }
  });

  it("are refused when they give an index key a wrong type", async () => {
    const ledger = tableNamed("Ledger");
    const wrong = new UpdateItemCommand({
      TableName: ledger,
      Key: { pk: { S: "x" }, sk: { S: "x" } },
      UpdateExpression: "SET due_pk = :v",
      ExpressionAttributeValues: { ":v": { N: "1" } },
    });
    await assert.rejects(tables.client.send(wrong), refused(/Index Key due_pk Expected: S Actual: N/));
  });
});
