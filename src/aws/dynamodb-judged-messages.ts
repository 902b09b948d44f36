import { setTimeout as pause } from "node:timers/promises";
import { BatchGetCommand, type DynamoDBDocumentClient, QueryCommand } from "@aws-sdk/lib-dynamodb";
import type { JudgedMessage, JudgedMessages, JudgedPage } from "../tracking/judged-messages.ts";
import { decodeCursor, encodeCursor } from "./cursor.ts";
import { dayIndex, judgementKey, messagePk, toMessage } from "./ledger-items.ts";
import { unpackJson } from "./packed-json.ts";
import type { Item } from "./table-items.ts";

const attempts = 8;

/** The ledger's judgements, read in pages of messages by month. */
export class DynamoJudgedMessages implements JudgedMessages {
  readonly #client: DynamoDBDocumentClient;
  readonly #table: string;
  readonly #now: () => Date;

  constructor(client: DynamoDBDocumentClient, table: string, now: () => Date = () => new Date()) {
    this.#client = client;
    this.#table = table;
    this.#now = now;
  }

  async page({ since, limit, cursor }: { since: Date; limit: number; cursor?: string }): Promise<JudgedPage> {
    const first = since.toISOString();
    const start = cursor === undefined ? { month: monthOf(this.#now()) } : decodeCursor(cursor);
    const month = start.month ?? "";
    const { Items = [], LastEvaluatedKey: end } = await this.#month(month, first, limit, start);
    const judged = await this.#withJudgements(Items);
    const messages = judged.map((message, index) => ({ ...message, after: cursorAt(month, Items[index] ?? {}) }));
    if (end !== undefined) return { messages, cursor: cursorAt(month, end) };
    const before = monthBefore(month);
    return before < monthOf(since) ? { messages } : { messages, cursor: encodeCursor({ month: before }) };
  }

  #month(month: string, first: string, limit: number, { pk, sk, day_sk }: Record<string, string>) {
    return this.#client.send(
      new QueryCommand({
        TableName: this.#table,
        IndexName: dayIndex,
        KeyConditionExpression: "#day = :month AND day_sk >= :first",
        ExpressionAttributeNames: { "#day": "day" },
        ExpressionAttributeValues: { ":month": `MONTH#${month}`, ":first": first },
        ScanIndexForward: false,
        Limit: limit,
        ...(pk !== undefined && { ExclusiveStartKey: { day: `MONTH#${month}`, pk, sk, day_sk } }),
      }),
    );
  }

  async #withJudgements(items: readonly Item[]): Promise<JudgedMessage[]> {
    const messages = items.map(toMessage);
    const stored = await this.#judgements(messages.map(({ messageId }) => judgementKey(messageId)));
    return messages.map(({ messageId, receivedAt, envelopeFrom, subject, policyVersion }) => {
      const packed = stored.get(messagePk(messageId));
      const judgement = packed === undefined ? null : unpackJson(packed);
      return {
        messageId,
        receivedAt,
        envelopeFrom,
        subject: subject ?? "",
        policyVersion: policyVersion ?? 0,
        judgement,
      };
    });
  }

  /** A batch may leave keys out when it grows beyond 16 MB or the table is busy. */
  async #judgements(keys: readonly { pk: string; sk: string }[]): Promise<Map<string, Uint8Array>> {
    const found = new Map<string, Uint8Array>();
    let left: Record<string, unknown>[] = [...keys];
    for (let attempt = 1; left.length > 0; attempt += 1) {
      const { Responses = {}, UnprocessedKeys = {} } = await this.#client.send(
        new BatchGetCommand({ RequestItems: { [this.#table]: { Keys: left } } }),
      );
      for (const { pk, judgement } of Responses[this.#table] ?? []) {
        if (judgement instanceof Uint8Array) found.set(String(pk), judgement);
      }
      left = UnprocessedKeys[this.#table]?.Keys ?? [];
      if (left.length > 0 && attempt === attempts) throw new Error("the ledger did not answer for all judgements");
      if (left.length > 0) await pause(Math.random() * 25 * 2 ** attempt);
    }
    return found;
  }
}

function cursorAt(month: string, { pk, sk, day_sk }: Item): string {
  return encodeCursor({ month, pk, sk, day_sk });
}

function monthOf(date: Date): string {
  return date.toISOString().slice(0, 7);
}

function monthBefore(month: string): string {
  const date = new Date(`${month}-01T00:00:00Z`);
  date.setUTCMonth(date.getUTCMonth() - 1);
  return monthOf(date);
}
