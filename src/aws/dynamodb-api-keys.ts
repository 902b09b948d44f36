import { type DynamoDBDocumentClient, PutCommand, paginateQuery, UpdateCommand } from "@aws-sdk/lib-dynamodb";
import { z } from "zod";
import type { ApiKey, ApiKeyStore } from "../accounts/administrators/api-key.ts";
import { scope } from "../contracts/admin-api/api-keys.ts";
import { wasWritten } from "./condition-failure.ts";
import { getItem } from "./table-items.ts";

const keyItem = z.object({
  id: z.string(),
  name: z.string(),
  hash: z.string(),
  scopes: z.array(scope),
  createdAt: z.string(),
  createdBy: z.string(),
  expiresAt: z.string(),
  revokedAt: z.string().optional(),
  lastUsedAt: z.string().optional(),
});
const partition = "API-KEYS";

/** API keys in the directory table. */
export class DynamoApiKeys implements ApiKeyStore {
  readonly #client: DynamoDBDocumentClient;
  readonly #table: string;

  constructor(client: DynamoDBDocumentClient, table: string) {
    this.#client = client;
    this.#table = table;
  }

  async find(id: string): Promise<ApiKey | null> {
    const Item = await getItem(this.#client, this.#table, keyOf(id));
    return Item === undefined ? null : keyItem.parse(Item);
  }

  async list(): Promise<readonly ApiKey[]> {
    const found: ApiKey[] = [];
    const pages = paginateQuery(
      { client: this.#client },
      {
        TableName: this.#table,
        KeyConditionExpression: "pk = :pk",
        ExpressionAttributeValues: { ":pk": partition },
        ConsistentRead: true,
      },
    );
    for await (const { Items = [] } of pages) found.push(...Items.map((item) => keyItem.parse(item)));
    return found;
  }

  async create(key: ApiKey): Promise<boolean> {
    const put = new PutCommand({
      TableName: this.#table,
      Item: { ...keyOf(key.id), ...key },
      ConditionExpression: "attribute_not_exists(pk)",
    });
    return wasWritten(this.#client.send(put));
  }

  async revoke(id: string, at: Date): Promise<boolean> {
    const update = new UpdateCommand({
      TableName: this.#table,
      Key: keyOf(id),
      UpdateExpression: "SET revokedAt = if_not_exists(revokedAt, :at)",
      ConditionExpression: "attribute_exists(pk)",
      ExpressionAttributeValues: { ":at": at.toISOString() },
    });
    return wasWritten(this.#client.send(update));
  }

  async markUsed(id: string, at: Date): Promise<void> {
    const update = new UpdateCommand({
      TableName: this.#table,
      Key: keyOf(id),
      UpdateExpression: "SET lastUsedAt = :at",
      ConditionExpression: "attribute_exists(pk)",
      ExpressionAttributeValues: { ":at": at.toISOString() },
    });
    await wasWritten(this.#client.send(update));
  }
}

function keyOf(id: string): { pk: string; sk: string } {
  return { pk: partition, sk: id };
}
