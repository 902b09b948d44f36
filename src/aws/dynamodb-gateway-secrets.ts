import { type DynamoDBDocumentClient, PutCommand } from "@aws-sdk/lib-dynamodb";
import { z } from "zod";
import { SealgateError } from "../errors.ts";
import type { GatewaySecrets, GatewaySecretValues } from "../gateway/gateway-secrets.ts";
import { isConditionFailure } from "./condition-failure.ts";
import { getItem } from "./table-items.ts";

const connectorItem = z.object({ secrets: z.array(z.string().min(22)).min(1) });
const markerItem = z.object({ secret: z.string().min(22) });
const connectorKey = { pk: "SETTINGS", sk: "CONNECTOR" };
const markerKey = { pk: "SETTINGS", sk: "MARKER" };

/** The deployment's secrets in the directory table, readable because the owner copies one into the mail server. */
export class DynamoGatewaySecrets implements GatewaySecrets {
  readonly #client: DynamoDBDocumentClient;
  readonly #table: string;

  constructor(client: DynamoDBDocumentClient, table: string) {
    this.#client = client;
    this.#table = table;
  }

  async current(): Promise<GatewaySecretValues> {
    const [connector, marker] = await Promise.all([
      getItem(this.#client, this.#table, connectorKey),
      getItem(this.#client, this.#table, markerKey),
    ]);
    if (connector === undefined || marker === undefined) {
      throw new SealgateError("not-installed", 500, "the gateway's secrets were not made yet");
    }
    return { connector: connectorItem.parse(connector).secrets, marker: markerItem.parse(marker).secret };
  }

  async createIfAbsent({ connector, marker }: GatewaySecretValues): Promise<void> {
    await this.#putIfAbsent({ ...connectorKey, secrets: [...connector] });
    await this.#putIfAbsent({ ...markerKey, secret: marker });
  }

  async #putIfAbsent(item: Record<string, unknown>): Promise<void> {
    try {
      await this.#client.send(
        new PutCommand({ TableName: this.#table, Item: item, ConditionExpression: "attribute_not_exists(pk)" }),
      );
    } catch (error) {
      if (!isConditionFailure(error)) throw error;
    }
  }
}
