import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { ScanCommand, type ScanCommandInput } from "@aws-sdk/client-dynamodb";
import { type Item, putAll, refused, type SomeTables, startTables, tableNamed } from "./some-tables.ts";

const TableName = tableNamed("Ledger");

describe("Scan", () => {
  let tables: SomeTables;
  const ids = Array.from({ length: 40 }, (_, at) => `m${at}`);
  before(async () => {
    tables = await startTables();
    await putAll(
      tables.client,
      TableName,
      ids.map((id, at) => ({
        pk: { S: id },
        sk: { S: "a" },
        at: { N: String(at) },
        ...(at % 4 === 0 ? { day: { S: `d${at % 3}` }, day_sk: { S: "same" } } : {}),
      })),
    );
  });
  after(() => tables.close());

  const scan = (more: Partial<ScanCommandInput> = {}) => tables.client.send(new ScanCommand({ TableName, ...more }));
  const everything = async (more: Partial<ScanCommandInput> = {}): Promise<string[]> => {
    const seen: string[] = [];
    let start: Item | undefined;
    do {
      const page = await scan({ ...more, ExclusiveStartKey: start });
      seen.push(...(page.Items ?? []).map(({ pk }) => pk?.S ?? ""));
      start = page.LastEvaluatedKey;
    } while (start);
    return seen;
  };

  it("answers every item once, whole or page by page", async () => {
    assert.deepEqual((await everything()).toSorted(), ids.toSorted());
    assert.deepEqual((await everything({ Limit: 7 })).toSorted(), ids.toSorted());
  });

  it("does not answer partitions in the order of their keys", async () => {
    assert.notDeepEqual(await everything(), ids.toSorted());
  });

  it("answers every item once over all segments", async () => {
    const parts = await Promise.all([0, 1, 2].map((Segment) => everything({ Segment, TotalSegments: 3, Limit: 5 })));
    assert.deepEqual(parts.flat().toSorted(), ids.toSorted());
    assert.ok(parts.every((part) => part.length > 0));
  });

  it("filters, also by keys, projects and counts", async () => {
    const found = await scan({
      FilterExpression: "at >= :n AND begins_with(pk, :m)".replaceAll("at", "#at"),
      ExpressionAttributeNames: { "#at": "at" },
      ExpressionAttributeValues: { ":n": { N: "38" }, ":m": { S: "m" } },
      ProjectionExpression: "pk",
    });
    assert.deepEqual(found.Items?.map(({ pk }) => pk?.S).toSorted(), ["m38", "m39"]);
    assert.deepEqual([found.Count, found.ScannedCount], [2, 40]);
    assert.equal((await scan({ Select: "COUNT" })).Items, undefined);
  });

  it("reads a sparse index, page by page", async () => {
    const indexed = ids.filter((_, at) => at % 4 === 0);
    assert.deepEqual((await everything({ IndexName: "day", Limit: 3 })).toSorted(), indexed.toSorted());
    await assert.rejects(scan({ IndexName: "day", ConsistentRead: true }), refused(/Consistent reads/));
  });

  it("refuses half a segment", async () => {
    await assert.rejects(scan({ Segment: 0 }), refused(/TotalSegments parameter is required/));
    await assert.rejects(scan({ TotalSegments: 2 }), refused(/Segment parameter is required/));
    await assert.rejects(scan({ Segment: 2, TotalSegments: 2 }), refused(/zero-based/));
  });
});
