import { type DynamoDBDocumentClient, GetCommand, PutCommand, UpdateCommand } from "@aws-sdk/lib-dynamodb";
import { z } from "zod";
import type { TrafficPolicy } from "../tls/compile/traffic-policy.ts";
import type { Witness, WitnessStore } from "../tls/witness.ts";
import { isConditionFailure } from "./condition-failure.ts";
import { packJson, unpackJson } from "./packed-json.ts";

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
    const { Item } = await this.#client.send(
      new GetCommand({ TableName: this.#table, Key: witnessKey, ConsistentRead: true }),
    );
    return Item === undefined ? null : stored.parse(unpackJson(witnessItem.parse(Item).witness));
  }

  async save(witness: Witness): Promise<void> {
    await this.#client.send(
      new PutCommand({ TableName: this.#table, Item: { ...witnessKey, witness: packJson(witness) } }),
    );
  }

  async lease(now: Date, until: Date): Promise<boolean> {
    try {
      await this.#client.send(
        new UpdateCommand({
          TableName: this.#table,
          Key: leaseKey,
          UpdateExpression: "SET leaseUntil = :until",
          ConditionExpression: "attribute_not_exists(leaseUntil) OR leaseUntil <= :now",
          ExpressionAttributeValues: { ":until": until.toISOString(), ":now": now.toISOString() },
        }),
      );
      return true;
    } catch (error) {
      if (isConditionFailure(error)) return false;
      throw error;
    }
  }

  async release(): Promise<void> {
    await this.#client.send(
      new UpdateCommand({ TableName: this.#table, Key: leaseKey, UpdateExpression: "REMOVE leaseUntil" }),
    );
  }
}
