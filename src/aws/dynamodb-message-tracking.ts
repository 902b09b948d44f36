import { type DynamoDBDocumentClient, GetCommand, QueryCommand } from "@aws-sdk/lib-dynamodb";
import type {
  MessageTracking,
  TrackedMessage,
  TrackedMessageDetail,
  TrackedPage,
  TrackingFilter,
} from "../tracking/message-tracking.ts";
import { decodeCursor, encodeCursor } from "./cursor.ts";
import {
  dayIndex,
  judgementKey,
  messageKey,
  messagePk,
  toMessage,
  toRecipient,
  toTimelineEntry,
} from "./ledger-items.ts";
import { unpackJson } from "./packed-json.ts";
import { searchRecipients } from "./recipient-search.ts";
import { type Item, queryItems } from "./table-items.ts";

const shownRecipients = 10;
/** Months that are looked through for a page before it is answered short. */
const monthsPerPage = 12;
const oldestMonth = "2026-01";

/** The ledger as message tracking reads it. */
export class DynamoMessageTracking implements MessageTracking {
  readonly #client: DynamoDBDocumentClient;
  readonly #table: string;
  readonly #now: () => Date;

  constructor(client: DynamoDBDocumentClient, table: string, now: () => Date = () => new Date()) {
    this.#client = client;
    this.#table = table;
    this.#now = now;
  }

  async list({ limit, cursor }: { limit: number; cursor?: string }): Promise<TrackedPage> {
    const start = cursor === undefined ? { month: monthOf(this.#now()) } : decodeCursor(cursor);
    let month = start.month ?? "";
    let from = start.pk === undefined ? undefined : indexKey(month, start);
    const found: Item[] = [];
    for (let looked = 0; looked < monthsPerPage && month >= oldestMonth; looked += 1) {
      const page = await this.#month(month, limit - found.length, from);
      found.push(...(page.Items ?? []));
      if (page.LastEvaluatedKey) {
        const { pk, sk, day_sk } = page.LastEvaluatedKey;
        return this.#page(found, encodeCursor({ month, pk, sk, day_sk }));
      }
      from = undefined;
      month = monthBefore(month);
      if (found.length >= limit) break;
    }
    return this.#page(found, month >= oldestMonth ? encodeCursor({ month }) : undefined);
  }

  async search(filter: TrackingFilter, page: { limit: number; cursor?: string }): Promise<TrackedPage> {
    const found = await searchRecipients(this.#client, this.#table, { filter, ...page, now: this.#now() });
    const items = await Promise.all(found.messageIds.map((messageId) => this.#message(messageId)));
    const { cursor } = found;
    return this.#page(
      items.filter((item) => item !== undefined),
      cursor,
    );
  }

  async #message(messageId: string): Promise<Item | undefined> {
    const { Item } = await this.#client.send(new GetCommand({ TableName: this.#table, Key: messageKey(messageId) }));
    return Item;
  }

  async find(messageId: string): Promise<TrackedMessageDetail | null> {
    const items = await queryItems(this.#client, this.#table, { pk: messagePk(messageId) });
    const message = items.find(({ sk }) => sk === "M");
    if (!message) return null;
    const judgement = items.find(({ sk }) => sk === judgementKey(messageId).sk)?.judgement;
    return {
      message: toMessage(message),
      recipients: items.filter(({ sk }) => String(sk).startsWith("R#")).map(toRecipient),
      timeline: items.filter(({ sk }) => String(sk).startsWith("T#")).map(toTimelineEntry),
      judgement: judgement instanceof Uint8Array ? unpackJson(judgement) : null,
    };
  }

  async #page(items: readonly Item[], cursor: string | undefined): Promise<TrackedPage> {
    const messages = await Promise.all(items.map((item) => this.#row(item)));
    return cursor === undefined ? { messages } : { messages, cursor };
  }

  async #row(item: Item): Promise<TrackedMessage> {
    const { Items = [] } = await this.#client.send(
      new QueryCommand({
        TableName: this.#table,
        KeyConditionExpression: "pk = :pk AND begins_with(sk, :recipients)",
        ExpressionAttributeValues: { ":pk": item.pk, ":recipients": "R#" },
        Limit: shownRecipients + 1,
      }),
    );
    const recipients = Items.slice(0, shownRecipients).map(toRecipient);
    return { message: toMessage(item), recipients, moreRecipients: Items.length > shownRecipients };
  }

  #month(month: string, limit: number, from: Record<string, string> | undefined) {
    return this.#client.send(
      new QueryCommand({
        TableName: this.#table,
        IndexName: dayIndex,
        KeyConditionExpression: "#day = :month",
        ExpressionAttributeNames: { "#day": "day" },
        ExpressionAttributeValues: { ":month": `MONTH#${month}` },
        ScanIndexForward: false,
        Limit: limit,
        ExclusiveStartKey: from,
      }),
    );
  }
}

function indexKey(month: string, { pk = "", sk = "", day_sk = "" }: Record<string, string>): Record<string, string> {
  return { day: `MONTH#${month}`, pk, sk, day_sk };
}

function monthOf(date: Date): string {
  return date.toISOString().slice(0, 7);
}

function monthBefore(month: string): string {
  const date = new Date(`${month}-01T00:00:00Z`);
  date.setUTCMonth(date.getUTCMonth() - 1);
  return monthOf(date);
}
