import { type DynamoDBDocumentClient, QueryCommand, UpdateCommand } from "@aws-sdk/lib-dynamodb";
import type { Due, DuePlace, OutboxStore } from "../tracking/ledger.ts";
import type { OutboxItem } from "../tracking/outbox.ts";
import { wasWritten } from "./condition-failure.ts";
import { dueIndex, outboxKey, toOutboxItem } from "./ledger-items.ts";
import { getItem, type Item } from "./table-items.ts";

/** Outbox items of the ledger table, taken and settled by conditional writes. */
export class DynamoOutboxStore implements OutboxStore {
  readonly #client: DynamoDBDocumentClient;
  readonly #table: string;

  constructor(client: DynamoDBDocumentClient, table: string) {
    this.#client = client;
    this.#table = table;
  }

  async find(id: string): Promise<OutboxItem | null> {
    const Item = await getItem(this.#client, this.#table, outboxKey(id));
    return Item ? toOutboxItem(Item) : null;
  }

  begin(id: string, at: string, retryAt: string): Promise<boolean> {
    return this.#update(
      id,
      "SET #state = :sending, dueAt = :retryAt, due_sk = :retryAt, due_pk = :due ADD attempts :one",
      "#state = :waiting OR (#state = :sending AND dueAt <= :at)",
      { ":sending": "sending", ":waiting": "waiting", ":retryAt": retryAt, ":at": at, ":one": 1, ":due": "DUE" },
    );
  }

  sent(id: string, sesMessageId: string): Promise<boolean> {
    return this.#update(
      id,
      "SET #state = :sent, sesMessageId = :sesMessageId REMOVE due_pk, due_sk",
      "#state IN (:waiting, :sending)",
      { ":sent": "sent", ":sesMessageId": sesMessageId, ":waiting": "waiting", ":sending": "sending" },
    );
  }

  async done(id: string): Promise<void> {
    await this.#update(id, "SET #state = :done REMOVE due_pk, due_sk", "attribute_exists(pk)", { ":done": "done" });
  }

  async cameBack(id: string, words: string): Promise<void> {
    await this.#update(
      id,
      "SET #state = :failed, fault = :words REMOVE due_pk, due_sk",
      "#state IN (:waiting, :sending, :sent)",
      { ":failed": "failed", ":words": words, ":waiting": "waiting", ":sending": "sending", ":sent": "sent" },
    );
  }

  async release(id: string, retryAt: string | null, fault: string): Promise<void> {
    const sending = { ":sending": "sending", ":fault": fault };
    if (retryAt === null) {
      const failed = { ...sending, ":failed": "failed" };
      await this.#update(id, "SET #state = :failed, fault = :fault REMOVE due_pk, due_sk", "#state = :sending", failed);
      return;
    }
    await this.#update(
      id,
      "SET #state = :waiting, fault = :fault, dueAt = :retryAt, due_sk = :retryAt",
      "#state = :sending",
      { ...sending, ":waiting": "waiting", ":retryAt": retryAt },
    );
  }

  async due(now: string, limit: number, from?: DuePlace): Promise<{ due: readonly Due[]; next?: DuePlace }> {
    const { Items = [], LastEvaluatedKey } = await this.#client.send(
      new QueryCommand({
        TableName: this.#table,
        IndexName: dueIndex,
        KeyConditionExpression: "due_pk = :due AND due_sk <= :now",
        ExpressionAttributeValues: { ":due": "DUE", ":now": now },
        Limit: limit,
        ExclusiveStartKey: from,
      }),
    );
    return { due: Items.map(toDue), ...(LastEvaluatedKey && { next: LastEvaluatedKey }) };
  }

  async #update(id: string, update: string, condition: string, values: Item): Promise<boolean> {
    return wasWritten(
      this.#client.send(
        new UpdateCommand({
          TableName: this.#table,
          Key: outboxKey(id),
          UpdateExpression: update,
          ConditionExpression: condition,
          ExpressionAttributeNames: { "#state": "state" },
          ExpressionAttributeValues: values,
        }),
      ),
    );
  }
}

/** The index holds keys only; they say what kind of thing is due. */
function toDue({ pk, sk }: Item): Due {
  const [scope = "", owner = ""] = String(pk).split("#");
  const [kind, ...rest] = String(sk).split("#");
  const name = rest.join("#");
  if (kind === "O") return { kind: "effect", id: scope === "M" ? `m_${owner}_${name}` : `j_${owner}` };
  if (kind === "D") return { kind: "deposit", address: String(pk).slice("INBOX#".length), messageId: name };
  if (kind === "R") return { kind: "answer", messageId: owner, recipientId: name };
  return { kind: "message", messageId: owner };
}
