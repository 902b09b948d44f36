import { type DynamoDBDocumentClient, QueryCommand, TransactWriteCommand } from "@aws-sdk/lib-dynamodb";
import type { AuditStore } from "../audit/audit-log.ts";
import { type AuditDetails, type AuditEntry, auditEntry } from "../audit/entry.ts";
import { isConditionFailure, isTransactionConflict } from "./condition-failure.ts";
import { packJson } from "./packed-json.ts";

const chain = "AUDIT";
const values = "AUDIT-DETAILS";

/** The audit chain in the directory table: an entry's number is its key, so that two writers cannot both be next. */
export class DynamoAuditStore implements AuditStore {
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
