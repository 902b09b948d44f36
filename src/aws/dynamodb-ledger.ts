import { setTimeout as pause } from "node:timers/promises";
import { TransactionCanceledException } from "@aws-sdk/client-dynamodb";
import {
  type DynamoDBDocumentClient,
  PutCommand,
  TransactWriteCommand,
  UpdateCommand,
  type UpdateCommandInput,
} from "@aws-sdk/lib-dynamodb";
import type { Deposit } from "../tracking/deposit.ts";
import { heldUntil } from "../tracking/held-mail.ts";
import type { Arrival, Claim, Ledger, NamedEffect, Plan, RecipientChange } from "../tracking/ledger.ts";
import { isFinal, type MessageRecord, type RecipientRecord, type TimelineEntry } from "../tracking/message-record.ts";
import type { OutboxItem } from "../tracking/outbox.ts";
import { isConditionFailure, isTransactionConflict, wasWritten } from "./condition-failure.ts";
import {
  depositItemOf,
  depositKey,
  effectId,
  judgementKey,
  messageKey,
  messagePk,
  newOutboxItem,
  recipientKey,
  timelineItemOf,
  toDeposit,
  toMessage,
  toOutboxItem,
  toRecipient,
} from "./ledger-items.ts";
import { takeBackLeftovers } from "./ledger-leftovers.ts";
import {
  heldPut,
  heldWrites,
  newMessageItem,
  packJudgement,
  recipientUpdate,
  startActing,
  type Write,
} from "./ledger-writes.ts";
import { recipientIndex } from "./recipient-index.ts";
import { getItem, type Item, queryItems } from "./table-items.ts";

/** Housekeeping leaves a new effect alone for this long: the run that wrote it carries it out. */
const graceSeconds = 120;
const transactionLimit = 100;
const transactionAttempts = 6;

/** The ledger in one DynamoDB table. */
export class DynamoLedger implements Ledger {
  readonly #client: DynamoDBDocumentClient;
  readonly #table: string;

  constructor(client: DynamoDBDocumentClient, table: string) {
    this.#client = client;
    this.#table = table;
  }

  async claim(arrival: Arrival, lease: { now: string; until: string }): Promise<Claim> {
    const isNew = await this.#putIfAbsent(newMessageItem(arrival, lease.until));
    await Promise.all(arrival.recipients.map((recipient) => this.#addRecipient(arrival, recipient)));
    const all = await queryItems(this.#client, this.#table, { pk: messagePk(arrival.messageId), prefix: "R#" });
    const message = await getItem(this.#client, this.#table, messageKey(arrival.messageId));
    if (!message) return { kind: "busy" };
    const work = openWork(message, all);
    if (work.length === 0) return { kind: "done" };
    const round = isNew ? 1 : await this.#takeLease(message, arrival.envelopeFrom, lease);
    if (round === null) return { kind: "busy" };
    const { envelopeFrom } = arrival;
    return {
      kind: "claimed",
      message: { ...toMessage(message), envelopeFrom },
      recipients: work.map(toRecipient),
      round,
    };
  }

  async commit(plan: Plan): Promise<void> {
    const item = (await getItem(this.#client, this.#table, messageKey(plan.messageId))) ?? {};
    const { run = 1, takenOver, ...message } = item;
    const known = { ...toMessage(message), ...plan.facts };
    const left = {
      hasItem: async (key: { pk: string; sk: string }) => (await getItem(this.#client, this.#table, key)) !== undefined,
      deposit: (address: string) => this.deposit(address, plan.messageId),
    };
    const writes: Write[] = [
      ...(takenOver === true ? await takeBackLeftovers(this.#table, plan, left) : []),
      ...plan.timeline.map((entry) => this.#put(timelineItemOf(plan.messageId, entry))),
      ...plan.deposits.map((deposit) => this.#put(depositItemOf(deposit))),
      ...plan.recipients.map((recipient) =>
        this.#put({
          ...recipientKey(recipient.messageId, recipient.recipientId),
          ...recipient,
          ...recipientIndex(known, recipient),
          ...(recipient.state === "held" && heldMark(plan.at)),
          run,
        }),
      ),
      ...plan.recipients
        .filter(({ state }) => state === "held")
        .map(({ messageId, recipientId }) => heldPut(this.#table, plan.at, messageId, recipientId)),
      ...plan.effects.map((effect) => this.#put(this.#effectItem(plan.messageId, effect, plan.at))),
    ];
    if (plan.judgement !== undefined) {
      await this.#client.send(
        new PutCommand({
          TableName: this.#table,
          Item: { ...judgementKey(plan.messageId), judgement: packJudgement(plan.judgement) },
        }),
      );
    }
    while (writes.length >= transactionLimit) await this.#transact(writes.splice(0, transactionLimit));
    await this.#transact([...writes, startActing(this.#table, plan)]);
  }

  async message(messageId: string): Promise<MessageRecord | null> {
    const item = await getItem(this.#client, this.#table, messageKey(messageId));
    return item ? toMessage(item) : null;
  }

  async recipients(messageId: string): Promise<RecipientRecord[]> {
    return (await queryItems(this.#client, this.#table, { pk: messagePk(messageId), prefix: "R#" })).map(toRecipient);
  }

  change(change: RecipientChange): Promise<boolean> {
    return this.#change(change);
  }

  async #change(change: RecipientChange, unfinished?: number): Promise<boolean> {
    const { messageId, recipientId, at, event, detail, effects = [], deposit } = change;
    const entry: TimelineEntry = { at, event, recipientId, detail };
    const writes: Write[] = [
      recipientUpdate(this.#table, change, unfinished),
      this.#put(timelineItemOf(messageId, entry)),
      ...effects.map((effect) => this.#put(this.#effectItem(messageId, effect, at))),
      ...(deposit ? [this.#put(depositItemOf(deposit))] : []),
      ...heldWrites(this.#table, change),
    ];
    try {
      await this.#transact(writes);
      return true;
    } catch (error) {
      if (failedConditions(error)[0] === true) return false;
      throw error;
    }
  }

  async note(messageId: string, entry: TimelineEntry): Promise<void> {
    await this.#client.send(new PutCommand({ TableName: this.#table, Item: timelineItemOf(messageId, entry) }));
  }

  async queue(messageId: string, effects: readonly NamedEffect[], at: string): Promise<void> {
    await Promise.all(effects.map((effect) => this.#putIfAbsent(this.#effectItem(messageId, effect, at))));
  }

  async openEffects(messageId: string): Promise<OutboxItem[]> {
    const items = (await queryItems(this.#client, this.#table, { pk: messagePk(messageId), prefix: "O#" })).map(
      toOutboxItem,
    );
    return items.filter(({ state }) => state === "waiting" || state === "sending");
  }

  async finish(messageId: string, at: string): Promise<boolean> {
    const [recipients, effects] = await Promise.all([this.recipients(messageId), this.openEffects(messageId)]);
    if (effects.length > 0 || recipients.some(({ state }) => !isFinal(state))) return false;
    const isNow = await this.#updateIf({
      Key: messageKey(messageId),
      UpdateExpression: "SET #state = :final, finalAt = :at",
      ConditionExpression: "#state = :acting",
      ExpressionAttributeNames: { "#state": "state" },
      ExpressionAttributeValues: { ":final": "final", ":acting": "acting", ":at": at },
    });
    return isNow || (await this.message(messageId))?.state === "final";
  }

  async holdUnjudged(messageId: string, at: string, reason: string): Promise<void> {
    const message = await getItem(this.#client, this.#table, messageKey(messageId));
    if (message?.state !== "received") return;
    for (const item of openWork(
      message,
      await queryItems(this.#client, this.#table, { pk: messagePk(messageId), prefix: "R#" }),
    )) {
      const { recipientId } = toRecipient(item);
      const held = { messageId, recipientId, state: "held", at, event: "held", answer: reason } as const;
      await this.#change(held, Number(message.run));
    }
    await this.#updateIf({
      Key: messageKey(messageId),
      UpdateExpression: "REMOVE due_pk, due_sk",
      ConditionExpression: "leaseUntil = :lease",
      ExpressionAttributeValues: { ":lease": message.leaseUntil },
    });
  }

  async deposit(address: string, messageId: string): Promise<Deposit | null> {
    const item = await getItem(this.#client, this.#table, depositKey(address, messageId));
    return item ? toDeposit(item) : null;
  }

  async #putIfAbsent(item: Item): Promise<boolean> {
    return wasWritten(
      this.#client.send(
        new PutCommand({ TableName: this.#table, Item: item, ConditionExpression: "attribute_not_exists(pk)" }),
      ),
    );
  }

  #addRecipient(arrival: Arrival, recipient: { recipientId: string; address: string }): Promise<boolean> {
    const { messageId } = arrival;
    const key = recipientKey(messageId, recipient.recipientId);
    return this.#putIfAbsent({
      ...key,
      messageId,
      ...recipient,
      ...recipientIndex(arrival, recipient),
      state: "pending",
    });
  }

  /** Takes over an ended lease, and opens a finished message again when recipients came late; null: not ended yet. */
  async #takeLease(message: Item, from: string, lease: { now: string; until: string }): Promise<number | null> {
    const reopen = message.state === "acting" || message.state === "final";
    const round = Number(message.run) + (reopen ? 1 : 0);
    const taken = await this.#updateIf({
      Key: { pk: message.pk, sk: message.sk },
      // A message that housekeeping found first has no sender yet.
      UpdateExpression:
        "SET #state = :received, leaseUntil = :until, #run = :run, envelopeFrom = :from, due_pk = :due, due_sk = :until, takenOver = :yes REMOVE finalAt",
      ConditionExpression: "leaseUntil < :now AND #state = :before",
      ExpressionAttributeNames: { "#state": "state", "#run": "run" },
      ExpressionAttributeValues: {
        ":received": "received",
        ":before": message.state,
        ":until": lease.until,
        ":now": lease.now,
        ":run": round,
        ":from": from,
        ":due": "DUE",
        ":yes": true,
      },
    });
    return taken ? round : null;
  }

  async #updateIf(update: Omit<UpdateCommandInput, "TableName">): Promise<boolean> {
    return wasWritten(this.#client.send(new UpdateCommand({ TableName: this.#table, ...update })));
  }

  #effectItem(messageId: string, { name, effect }: NamedEffect, at: string): Item {
    const grace = new Date(Date.parse(at) + graceSeconds * 1000).toISOString();
    const notBefore = "notBefore" in effect ? effect.notBefore : undefined;
    return newOutboxItem(effectId(messageId, name), effect, at, notBefore ?? grace);
  }

  #put(item: Item): Write {
    return { Put: { TableName: this.#table, Item: item } };
  }

  /** Two transactions on one item at the same time cancel each other: events and senders meet like that. */
  async #transact(writes: Write[]): Promise<void> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        await this.#client.send(new TransactWriteCommand({ TransactItems: writes }));
        return;
      } catch (error) {
        if (attempt === transactionAttempts || isConditionFailure(error) || !isTransactionConflict(error)) throw error;
        await pause(Math.random() * 50 * 2 ** attempt);
      }
    }
  }
}

/** Recipients that no committed plan covers yet, those included that were held because nobody judged them. */
function openWork(message: Item, recipients: readonly Item[]): Item[] {
  const unfinished = message.state === "received";
  return recipients.filter(({ state, disposition, run }) => {
    if (disposition === undefined) return state === "pending" || state === "held";
    return unfinished && run === message.run;
  });
}

/** Held mail comes back to housekeeping when nobody reviewed it in time. */
function heldMark(at: string): Item {
  return { heldAt: at, due_pk: "DUE", due_sk: heldUntil(at) };
}

function failedConditions(error: unknown): boolean[] {
  if (!(error instanceof TransactionCanceledException)) return [];
  return (error.CancellationReasons ?? []).map(({ Code }) => Code === "ConditionalCheckFailed");
}
