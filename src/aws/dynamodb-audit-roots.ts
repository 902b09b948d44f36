import { type DynamoDBDocumentClient, PutCommand, QueryCommand } from "@aws-sdk/lib-dynamodb";
import type { RootStore } from "../audit/sign-root.ts";
import { type AuditRoot, auditRoot } from "../contracts/audit-file.ts";
import { wasWritten } from "./condition-failure.ts";

const partition = "AUDIT-ROOTS";

/** Signed roots in the directory table, one item a day. */
export class DynamoAuditRoots implements RootStore {
  readonly #client: DynamoDBDocumentClient;
  readonly #table: string;

  constructor(client: DynamoDBDocumentClient, table: string) {
    this.#client = client;
    this.#table = table;
  }

  async newest(): Promise<AuditRoot | null> {
    const [root] = (await this.#page({ ScanIndexForward: false, Limit: 1 })).roots;
    return root ?? null;
  }

  async add(root: AuditRoot): Promise<boolean> {
    const put = new PutCommand({
      TableName: this.#table,
      Item: { pk: partition, sk: root.day, ...root },
      ConditionExpression: "attribute_not_exists(pk)",
    });
    return wasWritten(this.#client.send(put));
  }

  async list(): Promise<readonly AuditRoot[]> {
    const all: AuditRoot[] = [];
    let from: Record<string, unknown> | undefined;
    do {
      const { roots, next } = await this.#page({ ScanIndexForward: true }, from);
      all.push(...roots);
      from = next;
    } while (from !== undefined);
    return all;
  }

  async #page(order: { ScanIndexForward: boolean; Limit?: number }, from?: Record<string, unknown>) {
    const { Items = [], LastEvaluatedKey } = await this.#client.send(
      new QueryCommand({
        TableName: this.#table,
        KeyConditionExpression: "pk = :pk",
        ExpressionAttributeValues: { ":pk": partition },
        ExclusiveStartKey: from,
        ConsistentRead: true,
        ...order,
      }),
    );
    return { roots: Items.map(({ pk, sk, ...item }) => auditRoot.parse(item)), next: LastEvaluatedKey };
  }
}
