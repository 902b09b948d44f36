import {
  DeleteCommand,
  type DynamoDBDocumentClient,
  QueryCommand,
  TransactWriteCommand,
  UpdateCommand,
} from "@aws-sdk/lib-dynamodb";
import { z } from "zod";
import type { Session, SessionStore } from "../accounts/session.ts";
import { isConditionFailure } from "./condition-failure.ts";
import { epochSeconds } from "./epoch-seconds.ts";
import { getItem } from "./table-items.ts";

const sessionItem = z.object({
  tokenHash: z.string(),
  address: z.string(),
  epoch: z.number(),
  createdAt: z.string(),
  lastSeenAt: z.string(),
  browser: z.string().optional(),
  unproved: z.boolean().optional(),
  strong: z.boolean().optional(),
});

/** Recipients' sessions in the accounts table, by the hash of their token. */
export class DynamoSessions implements SessionStore {
  readonly #client: DynamoDBDocumentClient;
  readonly #table: string;

  constructor(client: DynamoDBDocumentClient, table: string) {
    this.#client = client;
    this.#table = table;
  }

  async put(session: Session, endsAt: Date): Promise<void> {
    const item = { ...keyOf(session.tokenHash), ...session, ttl: epochSeconds(endsAt) };
    const line = { ...lineKey(session.address, session.tokenHash), tokenHash: session.tokenHash, ttl: item.ttl };
    const puts = [item, line].map((Item) => ({ Put: { TableName: this.#table, Item } }));
    await this.#client.send(new TransactWriteCommand({ TransactItems: puts }));
  }

  async find(tokenHash: string): Promise<Session | null> {
    const Item = await getItem(this.#client, this.#table, keyOf(tokenHash));
    return Item === undefined ? null : sessionItem.parse(Item);
  }

  /** A session that ended meanwhile stays ended. */
  async touch(tokenHash: string, at: Date): Promise<void> {
    const update = new UpdateCommand({
      TableName: this.#table,
      Key: keyOf(tokenHash),
      UpdateExpression: "SET lastSeenAt = :at",
      ConditionExpression: "attribute_exists(pk)",
      ExpressionAttributeValues: { ":at": at.toISOString() },
    });
    await this.#client.send(update).catch((error: unknown) => {
      if (!isConditionFailure(error)) throw error;
    });
  }

  async list(address: string): Promise<Session[]> {
    const { Items = [] } = await this.#client.send(
      new QueryCommand({
        TableName: this.#table,
        KeyConditionExpression: "pk = :pk AND begins_with(sk, :session)",
        ExpressionAttributeValues: { ":pk": `address#${address}`, ":session": "session#" },
        ConsistentRead: true,
        Limit: 200,
      }),
    );
    const hashes = Items.map((item) => z.object({ tokenHash: z.string() }).parse(item).tokenHash);
    const found = await Promise.all(hashes.map((hash) => this.find(hash)));
    return found.filter((session) => session !== null);
  }

  /** Its line in the owner's list goes by itself when its time is over. */
  async remove(tokenHash: string): Promise<void> {
    await this.#client.send(new DeleteCommand({ TableName: this.#table, Key: keyOf(tokenHash) }));
  }
}

function lineKey(address: string, hash: string): { pk: string; sk: string } {
  return { pk: `address#${address}`, sk: `session#${hash}` };
}

function keyOf(hash: string): { pk: string; sk: string } {
  return { pk: `session#${hash}`, sk: "session" };
}
