import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { BatchWriteCommand, DynamoDBDocumentClient } from "@aws-sdk/lib-dynamodb";
import { DynamoMessageTracking } from "../src/aws/dynamodb-message-tracking.ts";
import { messageKey, recipientKey } from "../src/aws/ledger-items.ts";
import { recipientIndex } from "../src/aws/recipient-index.ts";
import type { Item } from "../src/aws/table-items.ts";
import type { TrackedPage } from "../src/tracking/message-tracking.ts";
import { aCloudProcess } from "../test/support/a-cloud-process.ts";
import { ledgerResource } from "../test/support/ledger-table.ts";
import { atMost, type Report, type Row } from "./benchmark.ts";
import { median } from "./measure.ts";

const entries = 100_000;
const goal = 300;
const rounds = 15;
const newest = Date.UTC(2026, 10, 22, 12);
const module = [new URL("../local/dynamodb/dynamodb.ts", import.meta.url).href, "dynamodbModule"] as const;

/** What the function spends on one page of message tracking over a large ledger; DynamoDB runs in another process. */
export async function tracking(): Promise<Report> {
  const cloud = await aCloudProcess({ modules: [module], resources: { Ledger: ledgerResource } });
  try {
    const plain = new DynamoDBClient(cloud.client());
    const client = DynamoDBDocumentClient.from(plain, { marshallOptions: { removeUndefinedValues: true } });
    const table = cloud.ref("Ledger");
    await fill(client, table);
    const ledger = new DynamoMessageTracking(client, table, () => new Date(newest));
    const deep = await deepCursor(ledger);
    const rows = [
      await row("first page of 25", () => ledger.list({ limit: 25 })),
      await row("first page of 100", () => ledger.list({ limit: 100 })),
      await row("a page far back", () => ledger.list({ limit: 25, cursor: deep })),
      await row("a filter that much fulfils", () => ledger.search({ state: "sealed" }, { limit: 25 })),
      await row("a word that one message holds", () => ledger.search({ subject: "needle" }, { limit: 25 })),
      await row("a word that none holds", () => ledger.search({ subject: "nowhere" }, { limit: 25 })),
      await row("one day of one sender", () =>
        ledger.search({ from: "2026-11-10", until: "2026-11-11", sender: "person7@" }, { limit: 25 }),
      ),
    ];
    plain.destroy();
    const notes = [
      `${entries.toLocaleString("en")} messages to one recipient each over two months; CPU time of the calling process, median of ${rounds} calls. A call has DynamoDB look at 20,000 recipients at most and answers short where that was not enough.`,
    ];
    return { title: "Message tracking over a large ledger", notes, rows };
  } finally {
    await cloud.close();
  }
}

async function row(what: string, ask: () => Promise<TrackedPage>): Promise<Row> {
  await ask();
  await ask();
  const times: number[] = [];
  let found = 0;
  for (let round = 0; round < rounds; round += 1) {
    const before = process.cpuUsage();
    found = (await ask()).messages.length;
    const { user, system } = process.cpuUsage(before);
    times.push((user + system) / 1000);
  }
  return atMost(what, median(times), goal, "ms", `${found} found`);
}

async function deepCursor(ledger: DynamoMessageTracking): Promise<string> {
  let cursor: string | undefined;
  for (let page = 0; page < 20; page += 1) {
    cursor = (await ledger.list({ limit: 100, ...(cursor !== undefined && { cursor }) })).cursor;
  }
  if (cursor === undefined) throw new Error("the list ended early");
  return cursor;
}

async function fill(client: DynamoDBDocumentClient, table: string): Promise<void> {
  const atOnce = 12;
  for (let first = 0; first < entries; first += 12 * atOnce) {
    const batches = Array.from({ length: atOnce }, (_, batch) => itemsFrom(first + batch * 12));
    await Promise.all(
      batches
        .filter((items) => items.length > 0)
        .map((items) => {
          const puts = items.map((Item) => ({ PutRequest: { Item } }));
          return client.send(new BatchWriteCommand({ RequestItems: { [table]: puts } }));
        }),
    );
  }
}

function itemsFrom(first: number): Item[] {
  const count = Math.max(0, Math.min(12, entries - first));
  return Array.from({ length: count }, (_, index) => itemsOf(first + index)).flat();
}

function itemsOf(number: number): Item[] {
  const messageId = `m${number.toString().padStart(8, "0")}`;
  const receivedAt = new Date(newest - number * 52_000).toISOString();
  const subject = number === 77_777 ? "The needle" : `Invoice ${number} for the northern region`;
  const message = { messageId, receivedAt, envelopeFrom: `person${number % 50}@company.example`, subject };
  const recipient = { messageId, recipientId: `r${number}`, address: `customer${number % 900}@partner.example` };
  const decided =
    number % 3 === 0 ? { disposition: "encrypt", state: "sealed" } : { disposition: "send", state: "delivered" };
  return [
    {
      ...messageKey(messageId),
      ...message,
      objectKey: `in/${messageId}`,
      state: "final",
      size: 20_000,
      policyVersion: 3,
      day: `MONTH#${receivedAt.slice(0, 7)}`,
      day_sk: `${receivedAt}#${messageId}`,
    },
    {
      ...recipientKey(messageId, recipient.recipientId),
      ...recipient,
      ...decided,
      reason: "No policy applies.",
      ...recipientIndex(message, recipient),
    },
  ];
}
