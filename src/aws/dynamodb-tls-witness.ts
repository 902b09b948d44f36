import { type DynamoDBDocumentClient, PutCommand, UpdateCommand } from "@aws-sdk/lib-dynamodb";
import { z } from "zod";
import type { TrafficPolicy } from "../tls/compile/traffic-policy.ts";
import type { Witness, WitnessStore } from "../tls/witness.ts";
import { wasWritten } from "./condition-failure.ts";
import { packJson, unpackJson } from "./packed-json.ts";
import { getItem } from "./table-items.ts";

const witnessKey = { pk: "TLS", sk: "WITNESS" };
const leaseKey = { pk: "TLS", sk: "LEASE" };
const witnessItem = z.object({ witness: z.instanceof(Uint8Array) });
const seen = <Thing extends z.ZodType>(thing: Thing) =>
  z.array(z.object({ thing, since: z.string(), until: z.string().optional() }));
const stored = z.object({
  observedAt: z.string(),
  names: seen(z.string()),
  traffic: seen(z.custom<TrafficPolicy>((value) => typeof value === "object" && value !== null)),
  drift: z.object({ at: z.string(), sentences: z.array(z.string()) }).nullable(),
});

/** What the ingress was seen to require, in the directory table. */
export class DynamoTlsWitness implements WitnessStore {
  readonly #client: DynamoDBDocumentClient;
  readonly #table: string;

  constructor(client: DynamoDBDocumentClient, table: string) {
    this.#client = client;
    this.#table = table;
  }

  async current(): Promise<Witness | null> {
    const Item = await getItem(this.#client, this.#table, witnessKey);
    return Item === undefined ? null : stored.parse(unpackJson(witnessItem.parse(Item).witness));
  }

  async save(witness: Witness): Promise<void> {
    await this.#client.send(
      new PutCommand({ TableName: this.#table, Item: { ...witnessKey, witness: packJson(witness) } }),
    );
  }

  async lease(now: Date, until: Date): Promise<boolean> {
    return wasWritten(
      this.#client.send(
        new UpdateCommand({
          TableName: this.#table,
          Key: leaseKey,
          UpdateExpression: "SET leaseUntil = :until",
          ConditionExpression: "attribute_not_exists(leaseUntil) OR leaseUntil <= :now",
          ExpressionAttributeValues: { ":until": until.toISOString(), ":now": now.toISOString() },
        }),
      ),
    );
  }

  async release(): Promise<void> {
    await this.#client.send(
      new UpdateCommand({ TableName: this.#table, Key: leaseKey, UpdateExpression: "REMOVE leaseUntil" }),
    );
  }
}
