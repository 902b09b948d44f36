import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { QueryCommand, type QueryCommandInput } from "@aws-sdk/client-dynamodb";
import { type Item, putAll, refused, type SomeTables, startTables, tableNamed } from "./some-tables.ts";

const ledger = tableNamed("Ledger");
const numbers = tableNamed("Numbers");
const binaries = tableNamed("Binaries");

describe("Query", () => {
  let tables: SomeTables;
  before(async () => {
    tables = await startTables();
    const names = ["a", "ab", "ab\uffff", "ab🦊", "abc", "b", "B", "é"];
    await putAll(
      tables.client,
      ledger,
      names.map((sk, at) => ({
        pk: { S: "p" },
        sk: { S: sk },
        at: { N: String(at) },
        ...(at % 2 ? { odd: { BOOL: true } } : {}),
      })),
    );
    await putAll(tables.client, ledger, [{ pk: { S: "other" }, sk: { S: "a" } }]);
  });
  after(() => tables.close());

  const query = (input: Partial<QueryCommandInput>) =>
    tables.client.send(new QueryCommand({ TableName: ledger, ...input }));
  const sorted = async (condition: string, values: Item = {}, more: Partial<QueryCommandInput> = {}) => {
    const { Items } = await query({
      KeyConditionExpression: `pk = :p${condition}`,
      ExpressionAttributeValues: { ":p": { S: "p" }, ...values },
      ...more,
    });
    return Items?.map(({ sk }) => sk?.S);
  };
  const byBytes = ["B", "a", "ab", "abc", "ab\uffff", "ab🦊", "b", "é"];

  it("answers one partition in the order of its sort keys' UTF-8 bytes, or backwards", async () => {
    assert.deepEqual(await sorted(""), byBytes);
    assert.deepEqual(await sorted("", {}, { ScanIndexForward: false }), byBytes.toReversed());
  });

  it("narrows by the sort key", async () => {
    const ab = { ":v": { S: "ab" } };
    assert.deepEqual(await sorted(" AND sk = :v", ab), ["ab"]);
    assert.deepEqual(await sorted(" AND sk < :v", ab), ["B", "a"]);
    assert.deepEqual(await sorted(" AND sk <= :v", ab), ["B", "a", "ab"]);
    assert.deepEqual(await sorted(" AND sk > :v", ab), byBytes.slice(3));
    assert.deepEqual(await sorted(" AND sk >= :v", ab), byBytes.slice(2));
    assert.deepEqual(await sorted(" AND begins_with(sk, :v)", ab), ["ab", "abc", "ab\uffff", "ab🦊"]);
    assert.deepEqual(await sorted(" AND sk BETWEEN :v AND :w", { ...ab, ":w": { S: "b" } }), byBytes.slice(2, 7));
    assert.deepEqual(await sorted(" AND (sk = :v)", ab), ["ab"]);
  });

  it("sorts numbers as numbers, negatives and 38 digits too", async () => {
    const big = "12345678901234567890123456789012345678";
    const inOrder = [
      "-1".concat("0".repeat(125)),
      `-${big}`,
      "-10.5",
      "-10",
      "-9",
      "-0.001",
      "0",
      "0.001",
      "2",
      "10",
      big,
    ];
    await putAll(
      tables.client,
      numbers,
      inOrder.toReversed().map((n) => ({ pk: { S: "p" }, n: { N: n } })),
    );
    const { Items } = await query({
      TableName: numbers,
      KeyConditionExpression: "pk = :p",
      ExpressionAttributeValues: { ":p": { S: "p" } },
    });
    assert.deepEqual(
      Items?.map(({ n }) => n?.N),
      inOrder,
    );
    const negatives = await query({
      TableName: numbers,
      KeyConditionExpression: "pk = :p AND n BETWEEN :a AND :b",
      ExpressionAttributeValues: { ":p": { S: "p" }, ":a": { N: "-10" }, ":b": { N: "0.0" } },
    });
    assert.deepEqual(
      negatives.Items?.map(({ n }) => n?.N),
      ["-10", "-9", "-0.001", "0"],
    );
  });

  it("sorts binaries as unsigned bytes", async () => {
    const inOrder = [[0], [0, 0], [1], [127], [128], [200, 1], [255], [255, 255], [255, 255, 0]];
    await putAll(
      tables.client,
      binaries,
      inOrder.toReversed().map((bytes) => ({ pk: { S: "p" }, b: { B: Uint8Array.from(bytes) } })),
    );
    const all = (condition: string, bytes: number[]) =>
      query({
        TableName: binaries,
        KeyConditionExpression: `pk = :p AND ${condition}`,
        ExpressionAttributeValues: { ":p": { S: "p" }, ":b": { B: Uint8Array.from(bytes) } },
      }).then(({ Items }) => Items?.map(({ b }) => [...(b?.B ?? [])]));
    assert.deepEqual(await all("b >= :b", [0]), inOrder);
    assert.deepEqual(await all("begins_with(b, :b)", [255, 255]), [
      [255, 255],
      [255, 255, 0],
    ]);
  });

  it("filters after reading and counts both", async () => {
    const filtered = await query({
      KeyConditionExpression: "pk = :p",
      FilterExpression: "odd = :t AND size(sk_note) > :n OR odd = :t",
      ExpressionAttributeValues: { ":p": { S: "p" }, ":t": { BOOL: true }, ":n": { N: "0" } },
    });
    assert.deepEqual([filtered.Count, filtered.ScannedCount, filtered.Items?.length], [4, 8, 4]);
    const counted = await query({
      KeyConditionExpression: "pk = :p",
      ExpressionAttributeValues: { ":p": { S: "p" } },
      Select: "COUNT",
    });
    assert.deepEqual([counted.Count, counted.ScannedCount, counted.Items], [8, 8, undefined]);
  });

  it("answers parts of items by a projection", async () => {
    const nested = { things: { L: [{ S: "a" }, { M: { x: { S: "b" }, y: { S: "c" } } }, { S: "d" }] } };
    await putAll(tables.client, ledger, [{ pk: { S: "parts" }, sk: { S: "a" }, secret: { S: "s" }, ...nested }]);
    const { Items } = await query({
      KeyConditionExpression: "pk = :p",
      ExpressionAttributeValues: { ":p": { S: "parts" } },
      ProjectionExpression: "sk, things[2], things[1].#x, nothing",
      ExpressionAttributeNames: { "#x": "x" },
    });
    assert.deepEqual(Items, [{ sk: { S: "a" }, things: { L: [{ M: { x: { S: "b" } } }, { S: "d" }] } }]);
  });

  it("pages by limit, forwards and backwards, also where the filter leaves nothing", async () => {
    for (const ScanIndexForward of [true, false]) {
      const seen: (string | undefined)[] = [];
      let start: Item | undefined;
      do {
        const page = await query({
          KeyConditionExpression: "pk = :p",
          ExpressionAttributeValues: { ":p": { S: "p" } },
          Limit: 3,
          ExclusiveStartKey: start,
          ScanIndexForward,
        });
        seen.push(...(page.Items ?? []).map(({ sk }) => sk?.S));
        start = page.LastEvaluatedKey;
      } while (start);
      assert.deepEqual(seen, ScanIndexForward ? byBytes : byBytes.toReversed());
    }
    const empty = await query({
      KeyConditionExpression: "pk = :p",
      FilterExpression: "attribute_exists(nothing)",
      ExpressionAttributeValues: { ":p": { S: "p" } },
      Limit: 2,
    });
    assert.deepEqual(empty.Items, []);
    assert.deepEqual(empty.LastEvaluatedKey, { pk: { S: "p" }, sk: { S: "a" } });
  });

  it("ends a page before 1 MB", async () => {
    const large = Array.from({ length: 8 }, (_, at) => ({
      pk: { S: "large" },
      sk: { S: String(at) },
      body: { S: "x".repeat(300_000) },
    }));
    await putAll(tables.client, ledger, large);
    const sizes: number[] = [];
    let start: Item | undefined;
    do {
      const page = await query({
        KeyConditionExpression: "pk = :p",
        ExpressionAttributeValues: { ":p": { S: "large" } },
        ProjectionExpression: "sk",
        ExclusiveStartKey: start,
      });
      sizes.push(page.Items?.length ?? 0);
      start = page.LastEvaluatedKey;
    } while (start);
    assert.deepEqual(sizes, [3, 3, 2]);
  });

  it("refuses what is no key condition", async () => {
    const values = { ":p": { S: "p" }, ":v": { S: "v" } };
    const cases: [string, RegExp][] = [
      ["sk = :v AND sk <> :p", /missed key schema element: pk/],
      ["pk > :p AND sk = :v", /Query key condition not supported/],
      ["pk = :p OR sk = :v", /Invalid operator used in KeyConditionExpression/],
      ["NOT pk = :p AND sk = :v", /Invalid operator used in KeyConditionExpression/],
      ["pk = :p AND sk <> :v", /Query key condition not supported/],
      ["pk = :p AND contains(sk, :v)", /Query key condition not supported/],
      ["pk = :p AND things = :v", /missed key schema element: sk/],
      ["pk = :p AND sk > :v AND sk < :p", /one condition per key/],
    ];
    for (const [KeyConditionExpression, message] of cases) {
      await assert.rejects(query({ KeyConditionExpression, ExpressionAttributeValues: values }), refused(message));
    }
    const wrongType = { ":p": { N: "1" } };
    await assert.rejects(
      query({ KeyConditionExpression: "pk = :p", ExpressionAttributeValues: wrongType }),
      refused(/Condition parameter type does not match schema type/),
    );
    await assert.rejects(
      query({ KeyConditionExpression: "pk = :p", ExpressionAttributeValues: { ":p": { S: "" } } }),
      refused(/empty string value. Key: pk/),
    );
  });

  it("refuses filters on keys, foreign starting keys and contradicting selections", async () => {
    const base = { KeyConditionExpression: "pk = :p", ExpressionAttributeValues: { ":p": { S: "p" } } };
    await assert.rejects(
      query({ ...base, FilterExpression: "attribute_exists(sk)" }),
      refused(/non-primary key attributes: Primary key attribute: sk/),
    );
    await assert.rejects(query({ ...base, ExclusiveStartKey: { pk: { S: "p" } } }), refused(/starting key is invalid/));
    await assert.rejects(
      query({ ...base, ExclusiveStartKey: { pk: { S: "q" }, sk: { S: "a" } } }),
      refused(/outside query boundaries/),
    );
    await assert.rejects(query({ ...base, Select: "SPECIFIC_ATTRIBUTES" }), refused(/Must specify/));
    await assert.rejects(query({ ...base, Select: "COUNT", ProjectionExpression: "sk" }), refused(/Cannot specify/));
    await assert.rejects(query({ ...base, Limit: 0 }), refused(/limit/i));
    await assert.rejects(query({ ...base, IndexName: "none" }), refused(/does not have the specified index: none/));
  });
});
