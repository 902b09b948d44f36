import { type DynamoDBDocumentClient, PutCommand } from "@aws-sdk/lib-dynamodb";
import type { DeviceStore } from "../accounts/known-device.ts";
import { epochSeconds } from "./epoch-seconds.ts";

const remembered = 400 * 24 * 60 * 60;

/** Browsers that signed in before, in the accounts table; forgotten a year after they were last seen. */
export class DynamoDevices implements DeviceStore {
  readonly #client: DynamoDBDocumentClient;
  readonly #table: string;

  constructor(client: DynamoDBDocumentClient, table: string) {
    this.#client = client;
    this.#table = table;
  }

  async remember(address: string, deviceHash: string, at: Date): Promise<boolean> {
    const item = { pk: `address#${address}`, sk: `device#${deviceHash}`, ttl: epochSeconds(at) + remembered };
    const put = new PutCommand({ TableName: this.#table, Item: item, ReturnValues: "ALL_OLD" });
    const { Attributes } = await this.#client.send(put);
    return typeof Attributes?.ttl === "number" && Attributes.ttl > epochSeconds(at);
  }
}
