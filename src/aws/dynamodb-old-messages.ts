import { BatchWriteCommand, type DynamoDBDocumentClient, QueryCommand } from "@aws-sdk/lib-dynamodb";
import type { OldMessages } from "../tracking/old-messages.ts";
import { dayIndex, depositKey, messageKey, messagePk, toRecipient } from "./ledger-items.ts";
import type { Item } from "./table-items.ts";

/** The first month that any gateway of ours ran in. */
const firstMonth = "2025-01";
const atOnce = 25;
const attempts = 8;

type Key = { readonly pk: string; readonly sk: string };

/** Finished messages in the ledger table, month by month, oldest first. */
export class DynamoOldMessages implements OldMessages {
  readonly #client: DynamoDBDocumentClient;
  readonly #table: string;

  constructor(client: DynamoDBDocumentClient, table: string) {
    this.#client = client;
    this.#table = table;
  }

  async before(moment: Date, most: number): Promise<string[]> {
    const found: string[] = [];
    for (const month of monthsUntil(moment)) {
      for await (const item of this.#items({
        IndexName: dayIndex,
        KeyConditionExpression: "#day = :month AND day_sk < :moment",
        FilterExpression: "#state = :final",
        ExpressionAttributeNames: { "#day": "day", "#state": "state" },
        ExpressionAttributeValues: { ":month": `MONTH#${month}`, ":moment": moment.toISOString(), ":final": "final" },
      })) {
        if (found.length === most) return found;
        const messageId = String(item.messageId);
        if (await this.#isOver(messageId)) found.push(messageId);
      }
    }
    return found;
  }

  async forget(messageId: string): Promise<void> {
    const own = messageKey(messageId);
    const keys: Key[] = [];
    for await (const item of this.#of(messageId, "")) {
      if (item.sk !== own.sk) keys.push({ pk: String(item.pk), sk: String(item.sk) });
      if (String(item.sk).startsWith("R#")) keys.unshift(depositKey(toRecipient(item).address, messageId));
    }
    // Addresses that differ only in case share a deposit, and a batch must not name one item twice.
    const each = [...new Map(keys.map((key) => [`${key.pk} ${key.sk}`, key])).values()];
    for (let at = 0; at < each.length; at += atOnce) await this.#delete(each.slice(at, at + atOnce));
    await this.#delete([own]);
  }

  /** A recipient who is `sealed` could still open it; time ends that first. */
  async #isOver(messageId: string): Promise<boolean> {
    for await (const item of this.#of(messageId, "R#")) if (toRecipient(item).state === "sealed") return false;
    return true;
  }

  #of(messageId: string, prefix: string): AsyncGenerator<Item> {
    return this.#items({
      KeyConditionExpression: prefix === "" ? "pk = :pk" : "pk = :pk AND begins_with(sk, :prefix)",
      ExpressionAttributeValues: { ":pk": messagePk(messageId), ...(prefix !== "" && { ":prefix": prefix }) },
      ConsistentRead: true,
    });
  }

  async *#items(query: Omit<ConstructorParameters<typeof QueryCommand>[0], "TableName">): AsyncGenerator<Item> {
    let start: Item | undefined;
    do {
      const command = new QueryCommand({ TableName: this.#table, ...query, ExclusiveStartKey: start });
      const page = await this.#client.send(command);
      yield* page.Items ?? [];
      start = page.LastEvaluatedKey;
    } while (start);
  }

  async #delete(keys: readonly Key[]): Promise<void> {
    let left = keys.map((Key) => ({ DeleteRequest: { Key } }));
    for (let attempt = 1; left.length > 0; attempt += 1) {
      if (attempt > attempts) throw new Error("what is old could not be deleted");
      const batch = new BatchWriteCommand({ RequestItems: { [this.#table]: left } });
      const { UnprocessedItems } = await this.#client.send(batch);
      left = (UnprocessedItems?.[this.#table] ?? []) as typeof left;
    }
  }
}

function monthsUntil(moment: Date): string[] {
  const last = moment.toISOString().slice(0, 7);
  const months: string[] = [];
  for (let month = firstMonth; month <= last; month = nextMonth(month)) months.push(month);
  return months;
}

function nextMonth(month: string): string {
  const [year = 0, number = 1] = month.split("-").map(Number);
  return new Date(Date.UTC(year, number, 1)).toISOString().slice(0, 7);
}
