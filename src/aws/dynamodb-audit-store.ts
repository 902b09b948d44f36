import {
  DeleteCommand,
  type DynamoDBDocumentClient,
  paginateQuery,
  QueryCommand,
  TransactWriteCommand,
} from "@aws-sdk/lib-dynamodb";
import { z } from "zod";
import type { AuditReader, AuditStore } from "../audit/audit-log.ts";
import {
  type AuditDetails,
  type AuditEntry,
  type AuditedEntry,
  auditDetails,
  auditEntry,
} from "../contracts/audit-file.ts";
import { isConditionFailure, isTransactionConflict } from "./condition-failure.ts";
import { packJson, unpackJson } from "./packed-json.ts";

const packedDetails = z.object({ packed: z.instanceof(Uint8Array) });
const chain = "AUDIT";
const values = "AUDIT-DETAILS";

/** The audit chain in the directory table: an entry's number is its key, so that two writers cannot both be next. */
export class DynamoAuditStore implements AuditStore, AuditReader {
  readonly #client: DynamoDBDocumentClient;
  readonly #table: string;

  constructor(client: DynamoDBDocumentClient, table: string) {
    this.#client = client;
    this.#table = table;
  }

  async last(): Promise<AuditEntry | null> {
    const { Items = [] } = await this.#client.send(
      new QueryCommand({
        TableName: this.#table,
        KeyConditionExpression: "pk = :pk",
        ExpressionAttributeValues: { ":pk": chain },
        ScanIndexForward: false,
        Limit: 1,
        ConsistentRead: true,
      }),
    );
    const [item] = Items;
    return item === undefined ? null : toEntry(item);
  }

  async append(entry: AuditEntry, details: AuditDetails | null): Promise<boolean> {
    const writes = [this.#put(chain, entry.seq, entry)];
    if (details !== null) writes.push(this.#put(values, entry.seq, { packed: packJson(details) }));
    try {
      await this.#client.send(new TransactWriteCommand({ TransactItems: writes }));
      return true;
    } catch (error) {
      if (isConditionFailure(error) || isTransactionConflict(error)) return false;
      throw error;
    }
  }

  async before(seq: number | null, limit: number): Promise<readonly AuditedEntry[]> {
    const last = seq === null ? await this.last() : null;
    const end = seq === null ? (last?.seq ?? 0) : seq - 1;
    return (await this.#between(Math.max(1, end - limit + 1), end)).toReversed();
  }

  async after(seq: number, limit: number): Promise<readonly AuditedEntry[]> {
    return this.#between(seq + 1, seq + limit);
  }

  async eraseDetails(seq: number): Promise<void> {
    const key = { pk: values, sk: sortKey(seq) };
    await this.#client.send(new DeleteCommand({ TableName: this.#table, Key: key }));
  }

  /** Numbers have no gaps, so a page is a range. */
  async #between(first: number, last: number): Promise<readonly AuditedEntry[]> {
    if (last < first) return [];
    const [entries, details] = await Promise.all([this.#range(chain, first, last), this.#range(values, first, last)]);
    const bySeq = new Map(details.map((item) => [item.sk, packedDetails.parse(item).packed]));
    return entries.map((item) => {
      const packed = bySeq.get(item.sk);
      return { entry: toEntry(item), details: packed === undefined ? null : auditDetails.parse(unpackJson(packed)) };
    });
  }

  async #range(pk: string, first: number, last: number): Promise<Record<string, unknown>[]> {
    const found: Record<string, unknown>[] = [];
    const pages = paginateQuery(
      { client: this.#client },
      {
        TableName: this.#table,
        KeyConditionExpression: "pk = :pk AND sk BETWEEN :first AND :last",
        ExpressionAttributeValues: { ":pk": pk, ":first": sortKey(first), ":last": sortKey(last) },
        ConsistentRead: true,
      },
    );
    for await (const { Items = [] } of pages) found.push(...Items);
    return found;
  }

  #put(pk: string, seq: number, item: Readonly<Record<string, unknown>>) {
    return {
      Put: {
        TableName: this.#table,
        Item: { pk, sk: sortKey(seq), ...item },
        ConditionExpression: "attribute_not_exists(pk)",
      },
    };
  }
}

function sortKey(seq: number): string {
  return String(seq).padStart(12, "0");
}

function toEntry({ pk, sk, ...item }: Record<string, unknown>): AuditEntry {
  return auditEntry.parse(item);
}
