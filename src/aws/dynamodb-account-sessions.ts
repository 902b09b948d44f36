import {
  DeleteCommand,
  type DynamoDBDocumentClient,
  GetCommand,
  PutCommand,
  UpdateCommand,
} from "@aws-sdk/lib-dynamodb";
import { z } from "zod";
import type { Session, SessionStore } from "../accounts/session.ts";
import { isConditionFailure } from "./condition-failure.ts";
import { epochSeconds } from "./epoch-seconds.ts";

const sessionItem = z.object({
  tokenHash: z.string(),
  address: z.string(),
  epoch: z.number(),
  createdAt: z.string(),
  lastSeenAt: z.string(),
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
    await this.#client.send(new PutCommand({ TableName: this.#table, Item: item }));
  }

  async find(tokenHash: string): Promise<Session | null> {
    const get = new GetCommand({ TableName: this.#table, Key: keyOf(tokenHash), ConsistentRead: true });
    const { Item } = await this.#client.send(get);
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

  async remove(tokenHash: string): Promise<void> {
    await this.#client.send(new DeleteCommand({ TableName: this.#table, Key: keyOf(tokenHash) }));
  }
}

function keyOf(hash: string): { pk: string; sk: string } {
  return { pk: `session#${hash}`, sk: "session" };
}
