import { type DynamoDBDocumentClient, PutCommand, QueryCommand } from "@aws-sdk/lib-dynamodb";
import { type Deposit, type DepositStore, type Downloaded, rulesOf } from "../tracking/deposit.ts";
import { pageEnd, pageStart } from "./cursor.ts";
import { depositUpdate, effectPut, timelinePut } from "./deposit-writes.ts";
import { dayIndex, depositKey, timelineItemOf, toDeposit } from "./ledger-items.ts";
import { getItem } from "./table-items.ts";
import { transact } from "./transact.ts";

/** Further lines about downloads of one message would tell nobody more. */
const mostDownloads = 1000;

/** Whose hand it was. */
type Hand = { readonly address: string; readonly by?: string };

/** What of an index key a page's end says; the rest is the mailbox. */
const ends = ["sk", "day_sk"];

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
        ExclusiveStartKey: pageStart(cursor, ends, { day: mailbox, pk: mailbox }),
      }),
    );
    return {
      deposits: (page.Items ?? []).map(toDeposit),
      ...(page.LastEvaluatedKey && { cursor: pageEnd(page.LastEvaluatedKey, ends) }),
    };
  }

  async find(address: string, messageId: string): Promise<Deposit | null> {
    const Item = await getItem(this.#client, this.#table, depositKey(address, messageId));
    return Item && Item.state !== "dormant" ? toDeposit(Item) : null;
  }

  async markRead(deposit: Deposit, reader: Hand, at: Date): Promise<void> {
    if (deposit.readAt === undefined && (await this.#firstReading(deposit, reader, at))) return;
    const { messageId, recipientId } = deposit;
    await transact(this.#client, [
      depositUpdate(this.#table, deposit, {
        from: ["open", "suspended"],
        add: { readBy: reader.address },
        condition: "attribute_exists(readAt) AND NOT contains(readBy, :reader)",
        values: { ":reader": reader.address },
      }),
      timelinePut(this.#table, messageId, { at: at.toISOString(), event: "read", recipientId, by: reader.by }),
    ]);
  }

  async markDownloaded(deposit: Deposit, reader: Hand, what: Downloaded, at: Date): Promise<void> {
    const { messageId, recipientId } = deposit;
    const once = `${what} ${reader.address}`;
    const entry = { at: at.toISOString(), event: "downloaded", recipientId, detail: what, by: reader.by } as const;
    await transact(this.#client, [
      depositUpdate(this.#table, deposit, {
        from: ["open"],
        add: { downloads: once },
        condition: "NOT contains(downloads, :once) AND (attribute_not_exists(downloads) OR size(downloads) < :most)",
        values: { ":once": once, ":most": mostDownloads },
      }),
      timelinePut(this.#table, messageId, entry),
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

  async note(deposit: Deposit, event: "activated" | "replied", at: Date, by?: string): Promise<void> {
    const entry = { at: at.toISOString(), event, recipientId: deposit.recipientId, by };
    await this.#client.send(new PutCommand({ TableName: this.#table, Item: timelineItemOf(deposit.messageId, entry) }));
  }

  #firstReading(deposit: Deposit, reader: Hand, at: Date): Promise<boolean> {
    const { messageId, recipientId } = deposit;
    const moment = at.toISOString();
    const receipt = { kind: "read-receipt", messageId, recipientId } as const;
    return transact(this.#client, [
      depositUpdate(this.#table, deposit, {
        from: ["open", "suspended"],
        set: { readAt: moment },
        add: { readBy: reader.address },
        condition: "attribute_not_exists(readAt)",
      }),
      timelinePut(this.#table, messageId, { at: moment, event: "read", recipientId, by: reader.by }),
      ...(rulesOf(deposit).readReceipts
        ? [effectPut(this.#table, messageId, `receipt-${recipientId}`, receipt, moment)]
        : []),
    ]);
  }
}
