import { type DynamoDBDocumentClient, GetCommand, PutCommand, UpdateCommand } from "@aws-sdk/lib-dynamodb";
import { z } from "zod";
import type { Administrator, AdministratorStore, Credential } from "../accounts/administrators/administrator.ts";
import { role } from "../contracts/admin-api/roles.ts";
import { isConditionFailure } from "./condition-failure.ts";

const credential = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("none") }),
  z.object({ kind: z.literal("one-time"), hash: z.string(), expiresAt: z.string() }),
  z.object({ kind: z.literal("chosen"), hash: z.string(), since: z.string() }),
]);
const administratorItem = z.object({
  userName: z.string(),
  subjectId: z.string(),
  role,
  createdAt: z.string(),
  generation: z.number().int(),
  credential,
  invitedAt: z.string().optional(),
});

/** Administrators in the directory table. */
export class DynamoAdministrators implements AdministratorStore {
  readonly #client: DynamoDBDocumentClient;
  readonly #table: string;

  constructor(client: DynamoDBDocumentClient, table: string) {
    this.#client = client;
    this.#table = table;
  }

  async find(userName: string): Promise<Administrator | null> {
    const get = new GetCommand({ TableName: this.#table, Key: keyOf(userName), ConsistentRead: true });
    const { Item } = await this.#client.send(get);
    return Item === undefined ? null : administratorItem.parse(Item);
  }

  async create(administrator: Administrator): Promise<boolean> {
    const put = new PutCommand({
      TableName: this.#table,
      Item: { ...keyOf(administrator.userName), ...administrator },
      ConditionExpression: "attribute_not_exists(pk)",
    });
    return succeeds(this.#client.send(put));
  }

  async markInvited(userName: string, at: Date): Promise<void> {
    const update = new UpdateCommand({
      TableName: this.#table,
      Key: keyOf(userName),
      UpdateExpression: "SET invitedAt = :at",
      ConditionExpression: "attribute_exists(pk)",
      ExpressionAttributeValues: { ":at": at.toISOString() },
    });
    await this.#client.send(update);
  }

  async replaceCredential(userName: string, generation: number, credential: Credential): Promise<boolean> {
    const update = new UpdateCommand({
      TableName: this.#table,
      Key: keyOf(userName),
      UpdateExpression: "SET credential = :credential, generation = :next",
      ConditionExpression: "generation = :generation",
      ExpressionAttributeValues: { ":credential": credential, ":generation": generation, ":next": generation + 1 },
    });
    return succeeds(this.#client.send(update));
  }
}

async function succeeds(write: Promise<unknown>): Promise<boolean> {
  try {
    await write;
    return true;
  } catch (error) {
    if (isConditionFailure(error)) return false;
    throw error;
  }
}

function keyOf(userName: string): { pk: string; sk: string } {
  return { pk: "ADMINISTRATORS", sk: userName };
}
