import { createHash } from "node:crypto";
import type { DynamoDBDocumentClient } from "@aws-sdk/lib-dynamodb";
import { z } from "zod";
import { gatheringSeconds, type SenderNotices, type ToldOfMessage } from "../tracking/sender-notices.ts";
import { effectOnce } from "./deposit-writes.ts";
import type { Write } from "./ledger-writes.ts";
import { getItem, type Item } from "./table-items.ts";
import { transact } from "./transact.ts";

/** Clocks of two functions may differ so much; the mail leaves only when nothing can be added any more. */
const marginSeconds = 10;
const attempts = 8;

const beginning = z.object({ until: z.string(), owner: z.string(), waits: z.boolean() });
const gatheredItem = z.object({ messages: z.set(z.string()), toldOf: z.set(z.string()).optional() });

/** Gathers in the ledger table: an item says until when, and one for each such time holds what came. */
export class DynamoSenderNotices implements SenderNotices {
  readonly #client: DynamoDBDocumentClient;
  readonly #table: string;

  constructor(client: DynamoDBDocumentClient, table: string) {
    this.#client = client;
    this.#table = table;
  }

  async claim(told: ToldOfMessage, now: Date): Promise<"now" | "later"> {
    const key = keyOf(told);
    for (let attempt = 1; attempt <= attempts; attempt += 1) {
      const found = await this.#get(placeOf(key));
      const open = found === undefined ? null : beginning.parse(found);
      if (open !== null && open.until > now.toISOString()) {
        if (open.owner === told.owner) return open.waits ? "later" : "now";
        if (await this.#add(key, open.until, told, now)) return "later";
      } else if (await this.#begin(key, told, now)) return told.isPart ? "later" : "now";
    }
    // Two mails are better than none.
    return "now";
  }

  async gathered(key: string, until: string): Promise<{ messageIds: string[]; toldOf: readonly string[] }> {
    const { messages, toldOf = [] } = gatheredItem.parse(await this.#get(placeOf(key, until)));
    return { messageIds: [...messages], toldOf: [...toldOf] };
  }

  #begin(key: string, told: ToldOfMessage, now: Date): Promise<boolean> {
    const until = new Date(now.getTime() + gatheringSeconds * 1000).toISOString();
    const { owner, messageId, recipientIds, isPart } = told;
    const before = isPart || recipientIds.length === 0 ? {} : { toldOf: new Set(recipientIds) };
    return transact(this.#client, [
      {
        Put: {
          TableName: this.#table,
          Item: { ...placeOf(key), until, owner, waits: isPart },
          ConditionExpression: "attribute_not_exists(pk) OR #until <= :now",
          ExpressionAttributeNames: { "#until": "until" },
          ExpressionAttributeValues: { ":now": now.toISOString() },
        },
      },
      { Put: { TableName: this.#table, Item: { ...placeOf(key, until), messages: new Set([messageId]), ...before } } },
      ...(isPart ? [this.#mail(key, until, now)] : []),
    ]);
  }

  #add(key: string, until: string, { messageId }: ToldOfMessage, now: Date): Promise<boolean> {
    return transact(this.#client, [
      {
        Update: {
          TableName: this.#table,
          Key: placeOf(key),
          UpdateExpression: "SET addedAt = :now",
          ConditionExpression: "#until = :until AND #until > :now",
          ExpressionAttributeNames: { "#until": "until" },
          ExpressionAttributeValues: { ":now": now.toISOString(), ":until": until },
        },
      },
      {
        Update: {
          TableName: this.#table,
          Key: placeOf(key, until),
          UpdateExpression: "ADD messages :message",
          ExpressionAttributeValues: { ":message": new Set([messageId]) },
        },
      },
      this.#mail(key, until, now),
    ]);
  }

  #mail(key: string, until: string, now: Date): Write {
    const notBefore = new Date(Date.parse(until) + marginSeconds * 1000).toISOString();
    const id = createHash("sha256").update(`${key}\n${until}`).digest("hex").slice(0, 32);
    return effectOnce(this.#table, `j_${id}`, { kind: "tell-sender", key, until, notBefore }, now.toISOString());
  }

  async #get(key: { pk: string; sk: string }): Promise<Item | undefined> {
    const Item = await getItem(this.#client, this.#table, key);
    return Item;
  }
}

/** The same for all parts of one message; it says nothing of either. */
function keyOf({ sender, messageIdHeader }: ToldOfMessage): string {
  return createHash("sha256").update(`${sender.toLowerCase()}\n${messageIdHeader}`).digest("hex").slice(0, 32);
}

function placeOf(key: string, until?: string): { pk: string; sk: string } {
  return { pk: `TOLD#${key}`, sk: until === undefined ? "B" : `G#${until}` };
}
