import { type DynamoDBDocumentClient, PutCommand, QueryCommand, TransactWriteCommand } from "@aws-sdk/lib-dynamodb";
import { z } from "zod";
import { tlsPolicySet } from "../contracts/tls-policies.ts";
import { SealgateError } from "../errors.ts";
import type { InForce, TlsPolicyRepository, TlsPolicyVersion, TlsPublication } from "../tls/repository.ts";
import { isConditionFailure, isTransactionConflict } from "./condition-failure.ts";
import { packJson, unpackJson } from "./packed-json.ts";
import { getItem } from "./table-items.ts";

type Published = Omit<TlsPolicyVersion, "policies">;

const partition = "TLS";
const periodsKey = { pk: partition, sk: "IN-FORCE" };
/** Mail is judged by what was in force when it came, and waits in queues for two weeks at most. */
const keptPeriods = 100;
/** An item may hold 400 KB. */
const largest = 380 * 1024;

const published = z.object({
  version: z.number().int(),
  publishedAt: z.string(),
  publishedBy: z.string(),
  note: z.string(),
});
const versionItem = published.extend({ policies: z.instanceof(Uint8Array) });
const periodsItem = z.object({ periods: z.array(z.object({ version: z.number().int(), since: z.string() })) });

/** TLS policies in the directory table: one item a version, the newest one's number, and what was in force when. */
export class DynamoTlsPolicies implements TlsPolicyRepository {
  readonly #client: DynamoDBDocumentClient;
  readonly #table: string;
  /** A version never changes. */
  readonly #known = new Map<number, TlsPolicyVersion>();

  constructor(client: DynamoDBDocumentClient, table: string) {
    this.#client = client;
    this.#table = table;
  }

  async newest(): Promise<TlsPolicyVersion | null> {
    const item = await getItem(this.#client, this.#table, { pk: partition, sk: "NEWEST" });
    return item === undefined ? null : this.find(published.pick({ version: true }).parse(item).version);
  }

  async find(version: number): Promise<TlsPolicyVersion | null> {
    const known = this.#known.get(version);
    if (known !== undefined) return known;
    const item = await getItem(this.#client, this.#table, { pk: partition, sk: versionKey(version) });
    if (item === undefined) return null;
    const { policies, ...rest } = versionItem.parse(item);
    const found = { ...rest, policies: tlsPolicySet.parse(unpackJson(policies)) };
    this.#known.set(version, found);
    return found;
  }

  async publish({ basedOn, policies, by, at, note }: TlsPublication): Promise<TlsPolicyVersion | null> {
    const packed = packJson(policies);
    if (packed.length > largest) {
      const size = `${Math.ceil(packed.length / 1024)} KB packed, ${largest / 1024} KB fit`;
      throw new SealgateError("too-large", 413, `the TLS policies name more than can be kept (${size})`);
    }
    const version: Published = { version: basedOn + 1, publishedAt: at.toISOString(), publishedBy: by, note };
    try {
      await this.#client.send(
        new TransactWriteCommand({
          TransactItems: [{ Put: this.#newVersion(version, packed) }, { Put: this.#newest(version.version, basedOn) }],
        }),
      );
    } catch (error) {
      if (isConditionFailure(error) || isTransactionConflict(error)) return null;
      throw error;
    }
    return { ...version, policies };
  }

  async history(limit: number): Promise<readonly Published[]> {
    const { Items = [] } = await this.#client.send(
      new QueryCommand({
        TableName: this.#table,
        KeyConditionExpression: "pk = :pk AND begins_with(sk, :version)",
        ExpressionAttributeValues: { ":pk": partition, ":version": "VERSION#" },
        ProjectionExpression: "#version, publishedAt, publishedBy, note",
        ExpressionAttributeNames: { "#version": "version" },
        ScanIndexForward: false,
        Limit: limit,
        ConsistentRead: true,
      }),
    );
    return Items.map((item) => published.parse(item));
  }

  async periods(): Promise<readonly InForce[]> {
    const item = await getItem(this.#client, this.#table, periodsKey);
    return item === undefined ? [] : periodsItem.parse(item).periods;
  }

  async putInForce(version: number, at: Date): Promise<void> {
    const before = await this.periods();
    if (before[0]?.version === version) return;
    const periods = [{ version, since: at.toISOString() }, ...before].slice(0, keptPeriods);
    await this.#client.send(new PutCommand({ TableName: this.#table, Item: { ...periodsKey, periods } }));
  }

  #newVersion(version: Published, packed: Uint8Array) {
    return {
      TableName: this.#table,
      Item: { pk: partition, sk: versionKey(version.version), ...version, policies: packed },
      ConditionExpression: "attribute_not_exists(pk)",
    };
  }

  #newest(version: number, basedOn: number) {
    return {
      TableName: this.#table,
      Item: { pk: partition, sk: "NEWEST", version },
      ConditionExpression: basedOn === 0 ? "attribute_not_exists(pk)" : "#version = :basedOn",
      ...(basedOn === 0
        ? {}
        : { ExpressionAttributeNames: { "#version": "version" }, ExpressionAttributeValues: { ":basedOn": basedOn } }),
    };
  }
}

function versionKey(version: number): string {
  return `VERSION#${String(version).padStart(8, "0")}`;
}
