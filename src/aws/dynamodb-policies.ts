import { createHash } from "node:crypto";
import { type DynamoDBDocumentClient, QueryCommand, TransactWriteCommand } from "@aws-sdk/lib-dynamodb";
import { z } from "zod";
import { policySet as policySetSchema } from "../contracts/policies.ts";
import { parsePolicies } from "../policy/parse-policies.ts";
import { policiesText } from "../policy/policies-text.ts";
import type {
  PolicyOrigin,
  PolicyRepository,
  PolicyVersion,
  Publication,
  PublishedVersion,
} from "../policy/repository.ts";
import { isConditionFailure, isTransactionConflict } from "./condition-failure.ts";
import { FilePartStore, type FileParts } from "./file-parts.ts";
import { getItem } from "./table-items.ts";

const partition = "POLICIES";
const published = z.object({
  version: z.number().int(),
  publishedAt: z.string(),
  publishedBy: z.string(),
  note: z.string(),
  origin: z
    .string()
    .transform((origin) => origin as PolicyOrigin)
    .optional(),
});
const versionItem = published.extend({ file: z.object({ name: z.string(), parts: z.number().int() }) });

/** Policies in the directory table: one item a version, its file in parts beside it, and one that says which is in force. */
export class DynamoPolicies implements PolicyRepository {
  readonly #client: DynamoDBDocumentClient;
  readonly #table: string;
  readonly #files: FilePartStore;
  /** The version read last: versions never change. */
  #latest: PolicyVersion | null = null;

  constructor(client: DynamoDBDocumentClient, table: string) {
    this.#client = client;
    this.#table = table;
    this.#files = new FilePartStore(client, table, partition);
  }

  async current(): Promise<PolicyVersion | null> {
    const item = await this.#item("CURRENT");
    return item === undefined ? null : this.find(published.pick({ version: true }).parse(item).version);
  }

  async find(version: number): Promise<PolicyVersion | null> {
    if (this.#latest?.version === version) return this.#latest;
    const item = await this.#item(versionKey(version));
    if (item === undefined) return null;
    const { file, ...rest } = versionItem.parse(item);
    this.#latest = { ...rest, policySet: policiesOf(await this.#files.read(file)) };
    return this.#latest;
  }

  async text(version: number): Promise<string | null> {
    const item = await this.#item(versionKey(version));
    return item === undefined ? null : this.#files.read(versionItem.parse(item).file);
  }

  async publish(publication: Publication): Promise<PolicyVersion | null> {
    const { basedOn, policySet, by, at, note, origin, text = policiesText(policySet) } = publication;
    const version: PublishedVersion = {
      version: basedOn + 1,
      publishedAt: at.toISOString(),
      publishedBy: by,
      note,
      ...(origin && { origin }),
    };
    const file = await this.#files.write(`FILE#${createHash("sha256").update(text).digest("hex")}`, text);
    try {
      await this.#client.send(
        new TransactWriteCommand({
          TransactItems: [{ Put: this.#newVersion(version, file) }, { Put: this.#inForce(version.version, basedOn) }],
        }),
      );
    } catch (error) {
      if (isConditionFailure(error) || isTransactionConflict(error)) return null;
      throw error;
    }
    return { ...version, policySet };
  }

  async history(limit: number, before?: number): Promise<readonly PublishedVersion[]> {
    const { Items = [] } = await this.#client.send(
      new QueryCommand({
        TableName: this.#table,
        KeyConditionExpression: "pk = :pk AND sk BETWEEN :first AND :last",
        ExpressionAttributeValues: {
          ":pk": partition,
          ":first": versionKey(0),
          ":last": versionKey((before ?? 1e8) - 1),
        },
        ScanIndexForward: false,
        Limit: limit,
        ConsistentRead: true,
      }),
    );
    return Items.map((item) => published.parse(item));
  }

  async #item(sk: string): Promise<Record<string, unknown> | undefined> {
    const key = { pk: partition, sk };
    const Item = await getItem(this.#client, this.#table, key);
    return Item;
  }

  #newVersion(version: PublishedVersion, file: FileParts) {
    return {
      TableName: this.#table,
      Item: { pk: partition, sk: versionKey(version.version), ...version, file },
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

/** Settings that a later edition of a condition knows get their defaults; what it would refuse today stays as it was. */
function policiesOf(text: string) {
  const value: unknown = JSON.parse(text);
  const parsed = parsePolicies(value);
  return parsed.ok ? parsed.policies : policySetSchema.parse(value);
}
