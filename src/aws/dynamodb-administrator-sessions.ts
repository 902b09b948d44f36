import { DeleteCommand, type DynamoDBDocumentClient, PutCommand, UpdateCommand } from "@aws-sdk/lib-dynamodb";
import { z } from "zod";
import {
  type AdministratorSession,
  type AdministratorSessionStore,
  sessionPurposes,
} from "../accounts/administrators/administrator.ts";
import { isConditionFailure } from "./condition-failure.ts";
import { epochSeconds } from "./epoch-seconds.ts";
import { getItem } from "./table-items.ts";

const sessionItem = z.object({
  id: z.string(),
  userName: z.string(),
  generation: z.number().int(),
  purpose: z.enum(sessionPurposes),
  lastSeenAt: z.string(),
  endsAt: z.string(),
});

/** Administrators' sessions in the accounts table; DynamoDB removes them some time after their end. */
export class DynamoAdministratorSessions implements AdministratorSessionStore {
  readonly #client: DynamoDBDocumentClient;
  readonly #table: string;

  constructor(client: DynamoDBDocumentClient, table: string) {
    this.#client = client;
    this.#table = table;
  }

  async put(session: AdministratorSession): Promise<void> {
    const item = { ...keyOf(session.id), ...session, ttl: epochSeconds(new Date(session.endsAt)) };
    await this.#client.send(new PutCommand({ TableName: this.#table, Item: item }));
  }

  async find(id: string): Promise<AdministratorSession | null> {
    const Item = await getItem(this.#client, this.#table, keyOf(id));
    return Item === undefined ? null : sessionItem.parse(Item);
  }

  async touch(id: string, at: Date): Promise<void> {
    const update = new UpdateCommand({
      TableName: this.#table,
      Key: keyOf(id),
      UpdateExpression: "SET lastSeenAt = :at",
      ConditionExpression: "attribute_exists(pk)",
      ExpressionAttributeValues: { ":at": at.toISOString() },
    });
    try {
      await this.#client.send(update);
    } catch (error) {
      if (!isConditionFailure(error)) throw error;
    }
  }

  async remove(id: string): Promise<void> {
    await this.#client.send(new DeleteCommand({ TableName: this.#table, Key: keyOf(id) }));
  }
}

function keyOf(id: string): { pk: string; sk: string } {
  return { pk: `administrator-session#${id}`, sk: "session" };
}
