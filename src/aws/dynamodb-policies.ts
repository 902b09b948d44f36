import { type DynamoDBDocumentClient, GetCommand, QueryCommand, TransactWriteCommand } from "@aws-sdk/lib-dynamodb";
import { z } from "zod";
import { policySet } from "../contracts/policies.ts";
import type { PolicyRepository, PolicyVersion, Publication } from "../policy/repository.ts";
import { isConditionFailure, isTransactionConflict } from "./condition-failure.ts";
import { packJson, unpackJson } from "./packed-json.ts";

type Published = Omit<PolicyVersion, "policySet">;

const partition = "POLICIES";
const published = z.object({
  version: z.number().int(),
  publishedAt: z.string(),
  publishedBy: z.string(),
  note: z.string(),
});
const versionItem = published.extend({ policySet: z.instanceof(Uint8Array) });

/** Policies in the directory table: one item a version, and one that says which is in force. */
export class DynamoPolicies implements PolicyRepository {
  readonly #client: DynamoDBDocumentClient;
  readonly #table: string;

  constructor(client: DynamoDBDocumentClient, table: string) {
    this.#client = client;
    this.#table = table;
  }

  async current(): Promise<PolicyVersion | null> {
    const item = await this.#item("CURRENT");
    return item === undefined ? null : this.find(published.pick({ version: true }).parse(item).version);
  }

  async find(version: number): Promise<PolicyVersion | null> {
    const item = await this.#item(versionKey(version));
    if (item === undefined) return null;
    const { policySet: packed, ...rest } = versionItem.parse(item);
    return { ...rest, policySet: policySet.parse(unpackJson(packed)) };
  }

  async publish({ basedOn, policySet, by, at, note }: Publication): Promise<PolicyVersion | null> {
    const version: Published = { version: basedOn + 1, publishedAt: at.toISOString(), publishedBy: by, note };
    try {
      await this.#client.send(
        new TransactWriteCommand({
          TransactItems: [
            { Put: this.#newVersion(version, packJson(policySet)) },
            { Put: this.#inForce(version.version, basedOn) },
          ],
        }),
      );
    } catch (error) {
      if (isConditionFailure(error) || isTransactionConflict(error)) return null;
      throw error;
    }
    return { ...version, policySet };
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

  async #item(sk: string): Promise<Record<string, unknown> | undefined> {
    const key = { pk: partition, sk };
    const { Item } = await this.#client.send(
      new GetCommand({ TableName: this.#table, Key: key, ConsistentRead: true }),
    );
    return Item;
  }

  #newVersion(version: Published, packed: Uint8Array) {
    return {
      TableName: this.#table,
      Item: { pk: partition, sk: versionKey(version.version), ...version, policySet: packed },
      ConditionExpression: "attribute_not_exists(pk)",
    };
  }

  #inForce(version: number, basedOn: number) {
    return {
      TableName: this.#table,
      Item: { pk: partition, sk: "CURRENT", version },
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
