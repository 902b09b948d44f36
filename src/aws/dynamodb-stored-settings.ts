import { type DynamoDBDocumentClient, PutCommand } from "@aws-sdk/lib-dynamodb";
import { z } from "zod";
import { settings, settingsAtFirst } from "../contracts/settings.ts";
import type { SettingsChange, SettingsVersion, StoredSettings } from "../settings/stored-settings.ts";
import { isConditionFailure } from "./condition-failure.ts";
import { getItem } from "./table-items.ts";

const item = z.object({
  version: z.number().int(),
  settings,
  changedAt: z.string(),
  changedBy: z.string(),
});
/** A partition of its own: the pickup center may read it and nothing else of the table. */
const key = { pk: "STORED-SETTINGS", sk: "CURRENT" };

/** Settings in the directory table, one item. */
export class DynamoStoredSettings implements StoredSettings {
  readonly #client: DynamoDBDocumentClient;
  readonly #table: string;

  constructor(client: DynamoDBDocumentClient, table: string) {
    this.#client = client;
    this.#table = table;
  }

  async current(): Promise<SettingsVersion> {
    const Item = await getItem(this.#client, this.#table, key);
    return Item === undefined ? { version: 0, settings: settingsAtFirst } : item.parse(Item);
  }

  async save({ basedOn, settings, by, at }: SettingsChange): Promise<SettingsVersion | null> {
    const next = { version: basedOn + 1, settings, changedAt: at.toISOString(), changedBy: by };
    const put = new PutCommand({
      TableName: this.#table,
      Item: { ...key, ...next },
      ...(basedOn === 0
        ? { ConditionExpression: "attribute_not_exists(pk)" }
        : {
            ConditionExpression: "#version = :basedOn",
            ExpressionAttributeNames: { "#version": "version" },
            ExpressionAttributeValues: { ":basedOn": basedOn },
          }),
    });
    try {
      await this.#client.send(put);
      return next;
    } catch (error) {
      if (isConditionFailure(error)) return null;
      throw error;
    }
  }
}
