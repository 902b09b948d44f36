import { type DynamoDBDocumentClient, UpdateCommand } from "@aws-sdk/lib-dynamodb";
import { z } from "zod";
import type { Clock } from "../clock.ts";
import { SealgateError } from "../errors.ts";
import type { ConnectorSecret } from "../gateway/connector-secret.ts";
import { wasWritten } from "./condition-failure.ts";
import { getItem } from "./table-items.ts";

const item = z.object({ secrets: z.array(z.string()).min(1), shown: z.string().optional() });
const key = { pk: "SETTINGS", sk: "CONNECTOR" };

/** The connector's secret in the directory table; the newest value stands first. */
export class DynamoConnectorSecret implements ConnectorSecret {
  readonly #client: DynamoDBDocumentClient;
  readonly #table: string;
  readonly #clock: Clock;

  constructor(client: DynamoDBDocumentClient, table: string, clock: Clock) {
    this.#client = client;
    this.#table = table;
    this.#clock = clock;
  }

  async state(): Promise<{ shown: boolean; values: number }> {
    const { secrets, shown } = await this.#read();
    return { shown: shown === secrets[0], values: secrets.length };
  }

  async showOnce(): Promise<string | null> {
    const { secrets, shown } = await this.#read();
    const [newest = ""] = secrets;
    if (shown === newest) return null;
    const marked = await this.#set(
      "SET shown = :newest",
      "secrets = :secrets AND (attribute_not_exists(shown) OR shown <> :newest)",
      {
        ":newest": newest,
        ":secrets": secrets,
      },
    );
    return marked ? newest : null;
  }

  async renew(): Promise<void> {
    const { secrets } = await this.#read();
    await this.#replace(secrets, [this.#clock.token(32), ...secrets.slice(0, 1)]);
  }

  async endOld(): Promise<void> {
    const { secrets } = await this.#read();
    await this.#replace(secrets, secrets.slice(0, 1));
  }

  async #replace(before: readonly string[], after: readonly string[]): Promise<void> {
    const done = await this.#set("SET secrets = :after", "secrets = :before", { ":before": before, ":after": after });
    if (!done) throw new SealgateError("conflict", 409, "somebody else changed the secret meanwhile");
  }

  async #set(update: string, condition: string, values: Readonly<Record<string, unknown>>): Promise<boolean> {
    return wasWritten(
      this.#client.send(
        new UpdateCommand({
          TableName: this.#table,
          Key: key,
          UpdateExpression: update,
          ConditionExpression: condition,
          ExpressionAttributeValues: values,
        }),
      ),
    );
  }

  async #read(): Promise<z.output<typeof item>> {
    const Item = await getItem(this.#client, this.#table, key);
    if (Item === undefined) throw new SealgateError("not-installed", 503, "the gateway's secrets were not made yet");
    return item.parse(Item);
  }
}
