import { createHash } from "node:crypto";
import { DeleteCommand, type DynamoDBDocumentClient, PutCommand, QueryCommand } from "@aws-sdk/lib-dynamodb";
import { z } from "zod";
import { draftPolicies } from "../contracts/admin-api/drafts.ts";
import type { Draft, DraftHead, DraftStore } from "../lifecycle/draft.ts";
import { isConditionFailure, wasWritten } from "./condition-failure.ts";
import { FilePartStore, type FileParts } from "./file-parts.ts";
import { getItem } from "./table-items.ts";

const partition = "DRAFTS";
const headItem = z.object({
  owner: z.string(),
  ownerName: z.string(),
  basedOn: z.number().int(),
  revision: z.number().int(),
  updatedAt: z.string(),
  updatedBy: z.string(),
});
const draftItem = headItem.extend({
  isText: z.boolean(),
  file: z.object({ name: z.string(), parts: z.number().int() }),
});

/** Drafts in the directory table: one item an administrator, its content in parts beside it. */
export class DynamoDrafts implements DraftStore {
  readonly #client: DynamoDBDocumentClient;
  readonly #table: string;
  readonly #files: FilePartStore;

  constructor(client: DynamoDBDocumentClient, table: string) {
    this.#client = client;
    this.#table = table;
    this.#files = new FilePartStore(client, table, partition);
  }

  async find(owner: string): Promise<Draft | null> {
    const item = await this.#item(owner);
    if (item === null) return null;
    const { file, isText, ...head } = item;
    const text = await this.#files.read(file);
    return { ...head, policies: draftPolicies.parse(JSON.parse(text)), ...(isText && { text }) };
  }

  async list(): Promise<readonly DraftHead[]> {
    const { Items = [] } = await this.#client.send(
      new QueryCommand({
        TableName: this.#table,
        KeyConditionExpression: "pk = :pk AND begins_with(sk, :heads)",
        ExpressionAttributeValues: { ":pk": partition, ":heads": "HEAD#" },
        ConsistentRead: true,
      }),
    );
    return Items.map((item) => headItem.parse(item));
  }

  async save({ policies, text: given, ...head }: Draft, replaces: number): Promise<boolean> {
    const text = given ?? JSON.stringify(policies);
    const before = await this.#item(head.owner);
    if ((before?.revision ?? 0) !== replaces) return false;
    const digest = createHash("sha256").update(text).digest("hex");
    const file = await this.#files.write(`FILE#${head.owner}#${head.revision}#${digest}`, text);
    const saved = await this.#put({ ...head, isText: given !== undefined, file }, replaces);
    const stale = saved ? before?.file : file;
    if (stale !== undefined) await this.#files.delete(stale);
    return saved;
  }

  async delete(owner: string, revision: number): Promise<boolean> {
    const item = await this.#item(owner);
    if (item === null) return revision === 0;
    try {
      await this.#client.send(
        new DeleteCommand({
          TableName: this.#table,
          Key: keyOf(owner),
          ConditionExpression: "revision = :revision",
          ExpressionAttributeValues: { ":revision": revision },
        }),
      );
    } catch (error) {
      if (isConditionFailure(error)) return false;
      throw error;
    }
    await this.#files.delete(item.file);
    return true;
  }

  async #put(item: DraftHead & { isText: boolean; file: FileParts }, replaces: number): Promise<boolean> {
    const expected =
      replaces === 0
        ? { ConditionExpression: "attribute_not_exists(pk)" }
        : { ConditionExpression: "revision = :replaced", ExpressionAttributeValues: { ":replaced": replaces } };
    const Item = { ...keyOf(item.owner), ...item };
    return wasWritten(this.#client.send(new PutCommand({ TableName: this.#table, Item, ...expected })));
  }

  async #item(owner: string): Promise<z.output<typeof draftItem> | null> {
    const Item = await getItem(this.#client, this.#table, keyOf(owner));
    return Item === undefined ? null : draftItem.parse(Item);
  }
}

function keyOf(owner: string) {
  return { pk: partition, sk: `HEAD#${owner}` };
}
