import { type DynamoDBDocumentClient, GetCommand, PutCommand, QueryCommand } from "@aws-sdk/lib-dynamodb";
import { type Deposit, type DepositStore, rulesOf } from "../tracking/deposit.ts";
import type { TimelineEntry } from "../tracking/message-record.ts";
import { decodeCursor, encodeCursor } from "./cursor.ts";
import { depositUpdate, effectPut, timelinePut } from "./deposit-writes.ts";
import { dayIndex, depositKey, timelineItemOf, toDeposit } from "./ledger-items.ts";
import { transact } from "./transact.ts";

/** Mailboxes of the Message Pickup Center, read from the ledger table. */
export class DynamoDeposits implements DepositStore {
  readonly #client: DynamoDBDocumentClient;
  readonly #table: string;

  constructor(client: DynamoDBDocumentClient, table: string) {
    this.#client = client;
    this.#table = table;
  }

  async list(
    address: string,
    { limit, cursor }: { limit: number; cursor?: string },
  ): Promise<{ deposits: Deposit[]; cursor?: string }> {
    const mailbox = depositKey(address, "").pk;
    const start = cursor === undefined ? undefined : decodeCursor(cursor);
    const page = await this.#client.send(
      new QueryCommand({
        TableName: this.#table,
        IndexName: dayIndex,
        KeyConditionExpression: "#day = :mailbox",
        FilterExpression: "#state <> :dormant",
        ExpressionAttributeNames: { "#day": "day", "#state": "state" },
        ExpressionAttributeValues: { ":mailbox": mailbox, ":dormant": "dormant" },
        ScanIndexForward: false,
        Limit: limit,
        // The mailbox is always the caller's own, whatever the cursor says.
        ExclusiveStartKey: start && { ...start, day: mailbox, pk: mailbox },
      }),
    );
    return {
      deposits: (page.Items ?? []).map(toDeposit),
      ...(page.LastEvaluatedKey && { cursor: encodeCursor(page.LastEvaluatedKey) }),
    };
  }

  async find(address: string, messageId: string): Promise<Deposit | null> {
    const { Item } = await this.#client.send(
      new GetCommand({ TableName: this.#table, Key: depositKey(address, messageId), ConsistentRead: true }),
    );
    return Item && Item.state !== "dormant" ? toDeposit(Item) : null;
  }

  async markRead(deposit: Deposit, at: Date): Promise<void> {
    const { messageId, recipientId } = deposit;
    const moment = at.toISOString();
    const receipt = { kind: "read-receipt", messageId, recipientId } as const;
    await transact(this.#client, [
      depositUpdate(this.#table, deposit, {
        from: ["open", "suspended"],
        set: { readAt: moment },
        condition: "attribute_not_exists(readAt)",
      }),
      timelinePut(this.#table, messageId, { at: moment, event: "read", recipientId }),
      ...(rulesOf(deposit).readReceipts
        ? [effectPut(this.#table, messageId, `receipt-${recipientId}`, receipt, moment)]
        : []),
    ]);
  }

  async remove(deposit: Deposit, at: Date): Promise<void> {
    const { messageId, recipientId, sealId } = deposit;
    const moment = at.toISOString();
    const destroy = { kind: "destroy-content", messageId, recipientIds: [recipientId], sealId } as const;
    await transact(this.#client, [
      depositUpdate(this.#table, deposit, {
        from: ["open", "suspended"],
        set: { removedAt: moment },
        remove: ["remindAt"],
        condition: "attribute_not_exists(removedAt)",
      }),
      effectPut(this.#table, messageId, `removed-${recipientId}`, destroy, moment),
    ]);
  }

  note(deposit: Deposit, event: "activated" | "downloaded" | "replied", at: Date, detail?: string): Promise<void> {
    return this.#note(deposit, event, at, detail);
  }

  async #note(deposit: Deposit, event: TimelineEntry["event"], at: Date, detail?: string): Promise<void> {
    const entry = { at: at.toISOString(), event, recipientId: deposit.recipientId, detail };
    await this.#client.send(new PutCommand({ TableName: this.#table, Item: timelineItemOf(deposit.messageId, entry) }));
  }
}
