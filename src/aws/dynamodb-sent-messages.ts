import type { DynamoDBDocumentClient } from "@aws-sdk/lib-dynamodb";
import type { SentCopy, SentMessage, SentMessages } from "../sender/sent-message.ts";
import { type Deposit, nextReminder } from "../tracking/deposit.ts";
import type { RecipientRecord } from "../tracking/message-record.ts";
import type { OutboxBell } from "../tracking/outbox.ts";
import { depositUpdate, effectPut, endDeposit, timelinePut } from "./deposit-writes.ts";
import {
  depositKey,
  messageKey,
  messagePk,
  toDeposit,
  toMessage,
  toRecipient,
  toTimelineEntry,
} from "./ledger-items.ts";
import type { Write } from "./ledger-writes.ts";
import { getItem, queryItems } from "./table-items.ts";
import { transact } from "./transact.ts";

/** Sent messages in the ledger table. What a change orders is carried out by housekeeping, which is woken for it. */
export class DynamoSentMessages implements SentMessages {
  readonly #client: DynamoDBDocumentClient;
  readonly #table: string;
  readonly #bell: OutboxBell;

  constructor(client: DynamoDBDocumentClient, table: string, bell: OutboxBell) {
    this.#client = client;
    this.#table = table;
    this.#bell = bell;
  }

  async find(messageId: string): Promise<SentMessage | null> {
    const [message, recipients, timeline] = await Promise.all([
      getItem(this.#client, this.#table, messageKey(messageId)),
      queryItems(this.#client, this.#table, { pk: messagePk(messageId), prefix: "R#" }),
      queryItems(this.#client, this.#table, { pk: messagePk(messageId), prefix: "T#" }),
    ]);
    if (message === undefined) return null;
    const copies = await Promise.all(
      [...byMailbox(recipients.map(toRecipient).filter(({ added }) => added !== "copy"))].map((same) =>
        this.#copy(same),
      ),
    );
    return {
      message: toMessage(message),
      copies: copies.filter((copy) => copy !== null),
      timeline: timeline.map(toTimelineEntry),
    };
  }

  suspend(deposit: Deposit, at: Date): Promise<boolean> {
    return this.#move(deposit, "open", "suspended", at);
  }

  resume(deposit: Deposit, at: Date): Promise<boolean> {
    return this.#move(deposit, "suspended", "open", at);
  }

  async recall({ deposit, recipientIds }: SentCopy, at: Date): Promise<boolean> {
    const done = await transact(
      this.#client,
      endDeposit(this.#table, deposit, recipientIds, { state: "recalled", at }),
    );
    if (done) await this.#bell.ring({ messageId: deposit.messageId });
    return done;
  }

  extend(deposit: Deposit, expiresAt: Date, at: Date): Promise<boolean> {
    const later = { ...deposit, expiresAt: expiresAt.toISOString() };
    const remindAt = nextReminder(later, at);
    return transact(this.#client, [
      depositUpdate(this.#table, deposit, {
        from: ["open", "suspended"],
        set: {
          expiresAt: later.expiresAt,
          due_pk: "DUE",
          due_sk: remindAt ?? later.expiresAt,
          ...(remindAt !== null && { remindAt }),
        },
        remove: remindAt === null ? ["remindAt"] : [],
        condition: "expiresAt = :before AND expiresAt > :now",
        values: { ":before": deposit.expiresAt, ":now": at.toISOString() },
      }),
      this.#note(deposit, "extended", at, later.expiresAt),
    ]);
  }

  async resend(deposit: Deposit, number: number, at: Date): Promise<boolean> {
    const { messageId, recipientId } = deposit;
    const effect = { kind: "resend-notice", messageId, recipientId } as const;
    const done = await transact(this.#client, [
      once(effectPut(this.#table, messageId, `resend-${number}-${recipientId}`, effect, at.toISOString())),
      this.#note(deposit, "resent", at),
    ]);
    if (done) await this.#bell.ring({ messageId });
    return done;
  }

  #move(deposit: Deposit, from: "open" | "suspended", to: "open" | "suspended", at: Date): Promise<boolean> {
    return transact(this.#client, [
      depositUpdate(this.#table, deposit, {
        from: [from],
        set: { state: to },
        condition: "expiresAt > :now",
        values: { ":now": at.toISOString() },
      }),
      this.#note(deposit, to === "suspended" ? "suspended" : "resumed", at),
    ]);
  }

  #note(
    { messageId, recipientId }: Deposit,
    event: "suspended" | "resumed" | "extended" | "resent",
    at: Date,
    detail?: string,
  ) {
    return timelinePut(this.#table, messageId, { at: at.toISOString(), event, recipientId, detail });
  }

  async #copy(same: readonly RecipientRecord[]): Promise<SentCopy | null> {
    const [recipient] = same;
    if (recipient === undefined) return null;
    const item = await getItem(this.#client, this.#table, depositKey(recipient.address, recipient.messageId));
    if (item === undefined || item.state === "dormant") return null;
    return { recipient, recipientIds: same.map(({ recipientId }) => recipientId), deposit: toDeposit(item) };
  }
}

const sealedStates = ["sealed", "recalled", "expired"];

/** Addresses that differ only in case are one mailbox. */
function byMailbox(recipients: readonly RecipientRecord[]): Iterable<readonly RecipientRecord[]> {
  const sealed = recipients.filter(({ state }) => sealedStates.includes(state));
  return Map.groupBy(sealed, ({ address }) => address.toLowerCase()).values();
}

function once(write: Write): Write {
  return { Put: { ...write.Put, ConditionExpression: "attribute_not_exists(pk)" } } as Write;
}
