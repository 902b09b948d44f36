import { BatchWriteCommand, type DynamoDBDocumentClient, QueryCommand } from "@aws-sdk/lib-dynamodb";
import { z } from "zod";
import type { HeldCopy, HeldMail } from "../tracking/held-mail.ts";
import type { MessageRecord, RecipientRecord } from "../tracking/message-record.ts";
import { decodeCursor, encodeCursor } from "./cursor.ts";
import { timelinePut } from "./deposit-writes.ts";
import { messageKey, recipientKey, toMessage, toRecipient } from "./ledger-items.ts";
import { getItem } from "./table-items.ts";
import { transact } from "./transact.ts";

const heldItem = z.object({
  pk: z.string(),
  sk: z.string(),
  messageId: z.string(),
  recipientId: z.string(),
  heldAt: z.string(),
});
type HeldItem = z.output<typeof heldItem>;

/** Held mail in the ledger table: a list of notes, each beside the recipient that it is about. */
export class DynamoHeldMail implements HeldMail {
  readonly #client: DynamoDBDocumentClient;
  readonly #table: string;

  constructor(client: DynamoDBDocumentClient, table: string) {
    this.#client = client;
    this.#table = table;
  }

  async list({ limit, cursor }: { limit: number; cursor?: string }) {
    const { Items = [], LastEvaluatedKey } = await this.#client.send(
      new QueryCommand({
        TableName: this.#table,
        KeyConditionExpression: "pk = :held",
        ExpressionAttributeValues: { ":held": "HELD" },
        Limit: limit,
        ExclusiveStartKey: cursor === undefined ? undefined : decodeCursor(cursor),
      }),
    );
    const notes = Items.map((item) => heldItem.parse(item));
    const copies = await Promise.all(notes.map((note) => this.#copyOf(note)));
    await this.#forget(notes.filter((_, index) => copies[index] === null));
    const held = copies.filter((copy) => copy !== null);
    return LastEvaluatedKey === undefined ? { held } : { held, cursor: encodeCursor(LastEvaluatedKey) };
  }

  async find(messageId: string, recipientId: string): Promise<HeldCopy | null> {
    const [message, recipient] = await Promise.all([
      getItem(this.#client, this.#table, messageKey(messageId)),
      getItem(this.#client, this.#table, recipientKey(messageId, recipientId)),
    ]);
    return message && recipient ? heldCopy(toMessage(message), toRecipient(recipient)) : null;
  }

  propose({ recipient }: HeldCopy, proposal: NonNullable<RecipientRecord["proposal"]>): Promise<boolean> {
    const { messageId, recipientId, heldAt } = recipient;
    const { at, form } = proposal;
    return transact(this.#client, [
      {
        Update: {
          TableName: this.#table,
          Key: recipientKey(messageId, recipientId),
          UpdateExpression: "SET proposal = :proposal",
          ConditionExpression: "#state = :held AND heldAt = :since",
          ExpressionAttributeNames: { "#state": "state" },
          ExpressionAttributeValues: { ":proposal": proposal, ":held": "held", ":since": heldAt },
        },
      },
      timelinePut(this.#table, messageId, { at, event: "release-proposed", recipientId, detail: form }),
    ]);
  }

  letAct({ messageId }: MessageRecord, now: string): Promise<boolean> {
    return transact(this.#client, [
      {
        Update: {
          TableName: this.#table,
          Key: messageKey(messageId),
          UpdateExpression: "SET #state = :acting REMOVE due_pk, due_sk",
          ConditionExpression: "#state = :acting OR (#state = :received AND leaseUntil < :now)",
          ExpressionAttributeNames: { "#state": "state" },
          ExpressionAttributeValues: { ":acting": "acting", ":received": "received", ":now": now },
        },
      },
    ]);
  }

  async #copyOf({ messageId, recipientId, heldAt }: HeldItem): Promise<HeldCopy | null> {
    const copy = await this.find(messageId, recipientId);
    return copy?.recipient.heldAt === heldAt ? copy : null;
  }

  /** Notes outlive what they are about when a late run judges a held message after all. */
  async #forget(notes: readonly HeldItem[]): Promise<void> {
    for (let at = 0; at < notes.length; at += 25) {
      const gone = notes.slice(at, at + 25).map(({ pk, sk }) => ({ DeleteRequest: { Key: { pk, sk } } }));
      await this.#client.send(new BatchWriteCommand({ RequestItems: { [this.#table]: gone } }));
    }
  }
}

function heldCopy(message: MessageRecord, recipient: RecipientRecord): HeldCopy | null {
  const { heldAt } = recipient;
  return recipient.state === "held" && heldAt !== undefined ? { message, recipient: { ...recipient, heldAt } } : null;
}
