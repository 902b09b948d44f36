import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import {
  DeleteItemCommand,
  type DynamoDBClient,
  PutItemCommand,
  QueryCommand,
  ScanCommand,
  TransactWriteItemsCommand,
  UpdateItemCommand,
} from "@aws-sdk/client-dynamodb";
import fc from "fast-check";
import { aTable, type Item, type SomeTables, startTables, tableNamed } from "./some-tables.ts";

const TableName = tableNamed("Model");
const resources = { Model: aTable({ pk: "S", n: "N" }, { colour: { key: { hue: "S", shade: "S" } } }) };

/** What the table should hold, by partition and number. */
type Model = Map<string, Item>;
type Place = { readonly pk: string; readonly n: number };
type Step =
  | (Place & { readonly kind: "put"; readonly hue: string; readonly shade?: string })
  | (Place & { readonly kind: "update"; readonly amount: number; readonly shade: string })
  | (Place & { readonly kind: "delete"; readonly onlyHue?: string })
  | { readonly kind: "move"; readonly from: Place; readonly to: Place };

const place = { pk: fc.constantFrom("a", "b"), n: fc.constantFrom(-20, -3, -0.5, 0, 0.25, 2, 11) };
const hue = fc.constantFrom("red", "blue");
const shade = fc.constantFrom("dark", "light", "pale");
const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ kind: fc.constant("put" as const), ...place, hue, shade: fc.option(shade, { nil: undefined }) }),
  fc.record({ kind: fc.constant("update" as const), ...place, amount: fc.integer({ min: -9, max: 9 }), shade }),
  fc.record({ kind: fc.constant("delete" as const), ...place, onlyHue: fc.option(hue, { nil: undefined }) }),
  fc.record({ kind: fc.constant("move" as const), from: fc.record(place), to: fc.record(place) }),
);

const keyOf = ({ pk, n }: Place): Item => ({ pk: { S: pk }, n: { N: String(n) } });
const nameOf = ({ pk, n }: Place): string => `${pk}/${n}`;

const expectFailure = async (sent: Promise<unknown>, name: string): Promise<void> => {
  await assert.rejects(sent, { name });
};

/** Does one step on the table and on the model. */
const take = async (client: DynamoDBClient, model: Model, taken: Step): Promise<void> => {
  if (taken.kind === "put") {
    const Item: Item = {
      ...keyOf(taken),
      hue: { S: taken.hue },
      ...(taken.shade ? { shade: { S: taken.shade } } : {}),
    };
    await client.send(new PutItemCommand({ TableName, Item }));
    model.set(nameOf(taken), Item);
  } else if (taken.kind === "update") {
    await update(client, model, taken);
  } else if (taken.kind === "delete") {
    await remove(client, model, taken);
  } else {
    await move(client, model, taken.from, taken.to);
  }
};

const update = async (client: DynamoDBClient, model: Model, taken: Step & { kind: "update" }): Promise<void> => {
  await client.send(
    new UpdateItemCommand({
      TableName,
      Key: keyOf(taken),
      UpdateExpression: "SET shade = if_not_exists(shade, :s) ADD hits :n",
      ExpressionAttributeValues: { ":s": { S: taken.shade }, ":n": { N: String(taken.amount) } },
    }),
  );
  const old = model.get(nameOf(taken)) ?? keyOf(taken);
  const hits = Number(old.hits?.N ?? 0) + taken.amount;
  model.set(nameOf(taken), { ...old, shade: old.shade ?? { S: taken.shade }, hits: { N: String(hits) } });
};

const remove = async (client: DynamoDBClient, model: Model, taken: Step & { kind: "delete" }): Promise<void> => {
  const condition = taken.onlyHue && {
    ConditionExpression: "hue = :h",
    ExpressionAttributeValues: { ":h": { S: taken.onlyHue } },
  };
  const sent = client.send(new DeleteItemCommand({ TableName, Key: keyOf(taken), ...(condition || {}) }));
  if (taken.onlyHue && model.get(nameOf(taken))?.hue?.S !== taken.onlyHue) {
    return expectFailure(sent, "ConditionalCheckFailedException");
  }
  await sent;
  model.delete(nameOf(taken));
};

/** One transaction: the one item must be there and goes, the other must not be there and comes. */
const move = async (client: DynamoDBClient, model: Model, from: Place, to: Place): Promise<void> => {
  const Item = { ...keyOf(to), hue: { S: "moved" }, shade: { S: "dark" } };
  const TransactItems = [
    { Delete: { TableName, Key: keyOf(from), ConditionExpression: "attribute_exists(pk)" } },
    { Put: { TableName, Item, ConditionExpression: "attribute_not_exists(pk)" } },
  ];
  const sent = client.send(new TransactWriteItemsCommand({ TransactItems }));
  if (nameOf(from) === nameOf(to)) return expectFailure(sent, "ValidationException");
  if (!model.has(nameOf(from)) || model.has(nameOf(to))) return expectFailure(sent, "TransactionCanceledException");
  await sent;
  model.delete(nameOf(from));
  model.set(nameOf(to), Item);
};

const number = (item: Item): number => Number(item.n?.N);
const text = (item: Item): string => `${item.shade?.S}/${item.pk?.S}/${item.n?.N}`;

describe("a table under random use", () => {
  let tables: SomeTables;
  before(async () => {
    tables = await startTables({ resources });
  });
  after(() => tables.close());

  const everything = async (input: { IndexName?: string; condition: string; values: Item; Limit?: number }) => {
    const { condition, values, ...rest } = input;
    const items: Item[] = [];
    let start: Item | undefined;
    do {
      const page = await tables.client.send(
        new QueryCommand({
          TableName,
          KeyConditionExpression: condition,
          ExpressionAttributeValues: values,
          ExclusiveStartKey: start,
          ...rest,
        }),
      );
      items.push(...(page.Items ?? []));
      start = page.LastEvaluatedKey;
    } while (start);
    return items;
  };

  const empty = async (): Promise<void> => {
    const { Items = [] } = await tables.client.send(new ScanCommand({ TableName }));
    for (const { pk, n } of Items) {
      await tables.client.send(new DeleteItemCommand({ TableName, Key: { pk: pk ?? { S: "" }, n: n ?? { N: "0" } } }));
    }
  };

  const assertSame = async (model: Model, low: number, high: number): Promise<void> => {
    for (const pk of ["a", "b"]) {
      const expected = [...model.values()]
        .filter((item) => item.pk?.S === pk && number(item) >= low && number(item) <= high)
        .sort((left, right) => number(left) - number(right));
      const values = { ":p": { S: pk }, ":l": { N: String(low) }, ":h": { N: String(high) } };
      const found = await everything({ condition: "pk = :p AND n BETWEEN :l AND :h", values, Limit: 2 });
      assert.deepEqual(found, expected);
    }
    for (const colour of ["red", "blue", "moved"]) {
      const expected = [...model.values()].filter((item) => item.hue?.S === colour && item.shade);
      const values = { ":c": { S: colour } };
      const found = await everything({ IndexName: "colour", condition: "hue = :c", values, Limit: 3 });
      assert.deepEqual(
        found.map((item) => item.shade?.S),
        expected.map((item) => item.shade?.S).sort(),
      );
      assert.deepEqual(found.map(text).sort(), expected.map(text).sort());
    }
  };

  it("holds what a plain map would hold, in order, and so do its indexes", () =>
    fc.assert(
      fc.asyncProperty(
        fc.array(step, { minLength: 1, maxLength: 40 }),
        fc.tuple(place.n, place.n),
        async (steps, bounds) => {
          await empty();
          const model: Model = new Map();
          for (const each of steps) await take(tables.client, model, each);
          await assertSame(model, Math.min(...bounds), Math.max(...bounds));
        },
      ),
      { numRuns: 25 },
    ));
});
