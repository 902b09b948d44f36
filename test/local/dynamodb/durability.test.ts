import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { setTimeout } from "node:timers/promises";
import {
  DynamoDBClient,
  PutItemCommand,
  QueryCommand,
  ScanCommand,
  TransactWriteItemsCommand,
} from "@aws-sdk/client-dynamodb";
import { aCloudProcess, type CloudProcess } from "../../support/a-cloud-process.ts";
import { type Item, someTables, tableNamed } from "./some-tables.ts";

const TableName = tableNamed("Ledger");
const module = new URL("../../../local/dynamodb/dynamodb.ts", import.meta.url).href;

const start = (): Promise<CloudProcess> =>
  aCloudProcess({ modules: [[module, "dynamodbModule"]], resources: someTables });

const everything = async (cloud: CloudProcess, IndexName?: string): Promise<Item[]> => {
  const client = new DynamoDBClient(cloud.client());
  const { Items = [] } = await client.send(new ScanCommand({ TableName, IndexName }));
  client.destroy();
  return Items;
};

describe("kill -9", () => {
  it("leaves 200 answered items intact, and those on their way whole or absent", async () => {
    const cloud = await start();
    try {
      const client = new DynamoDBClient(cloud.client());
      const item = (at: number): Item => ({
        pk: { S: `m${at}` },
        sk: { S: "a" },
        day: { S: "d" },
        day_sk: { S: `m${at}` },
        body: { S: `${at}`.repeat(500) },
      });
      const answered: number[] = [];
      const writes = Array.from({ length: 400 }, async (_, at) => {
        await client.send(new PutItemCommand({ TableName, Item: item(at) }));
        answered.push(at);
        if (answered.length === 200) await cloud.kill();
      });
      await Promise.allSettled(writes);
      client.destroy();
      await cloud.start();
      const kept = new Map((await everything(cloud)).map((each) => [each.pk?.S, each]));
      assert.ok(answered.length >= 200);
      for (const at of answered) assert.deepEqual(kept.get(`m${at}`), item(at));
      for (const [name, each] of kept) assert.deepEqual(each, item(Number(name?.slice(1))));
      assert.equal((await everything(cloud, "day")).length, kept.size);
    } finally {
      await cloud.close();
    }
  });

  it("never leaves half a transaction", async () => {
    const cloud = await start();
    try {
      let answered = 0;
      for (const round of [1, 2, 3]) {
        const client = new DynamoDBClient(cloud.client());
        let killed: Promise<void> | undefined;
        const last = answered + 3 * round;
        answered = await writeGenerations(client, answered + 1, (generation) => {
          if (generation === last) killed = setTimeout(round).then(() => cloud.kill());
        });
        await killed;
        client.destroy();
        await cloud.start();
        const items = await everything(cloud);
        assert.equal(items.length, 20);
        const generations = new Set(items.map(({ n }) => Number(n?.N)));
        assert.equal(generations.size, 1);
        const [generation = 0] = generations;
        assert.ok(generation === answered || generation === answered + 1, `${generation} after ${answered}`);
        await assertIndexed(cloud, generation);
        answered = generation;
      }
    } finally {
      await cloud.close();
    }
  });
});

/** Writes 20 items with one number after another until the cloud is gone; the last answered number. */
const writeGenerations = async (
  client: DynamoDBClient,
  first: number,
  onAnswer: (generation: number) => void,
): Promise<number> => {
  for (let generation = first; ; generation += 1) {
    const TransactItems = Array.from({ length: 20 }, (_, at) => ({
      Put: {
        TableName,
        Item: {
          pk: { S: `t${at}` },
          sk: { S: "a" },
          n: { N: String(generation) },
          due_pk: { S: `g${generation}` },
          due_sk: { S: `t${at}` },
        },
      },
    }));
    try {
      await client.send(new TransactWriteItemsCommand({ TransactItems }));
      onAnswer(generation);
    } catch {
      return generation - 1;
    }
  }
};

const assertIndexed = async (cloud: CloudProcess, generation: number): Promise<void> => {
  const client = new DynamoDBClient(cloud.client());
  const query = new QueryCommand({
    TableName,
    IndexName: "due",
    KeyConditionExpression: "due_pk = :g",
    ExpressionAttributeValues: { ":g": { S: `g${generation}` } },
  });
  assert.equal((await client.send(query)).Count, 20);
  assert.equal((await everything(cloud, "due")).length, 20);
  client.destroy();
};
