import { createHash } from "node:crypto";
import { type DynamoDBDocumentClient, QueryCommand } from "@aws-sdk/lib-dynamodb";
import type { Deposit } from "../tracking/deposit.ts";
import type { DepositKeeper } from "../tracking/deposit-keeper.ts";
import { endOfHour, hourOf } from "../tracking/hour.ts";
import type { Effect } from "../tracking/outbox.ts";
import { depositUpdate, effectOnce, effectPut, endDeposit, tellingId, timelinePut } from "./deposit-writes.ts";
import { depositKey, effectId, toDeposit } from "./ledger-items.ts";
import type { Write } from "./ledger-writes.ts";
import { getItem, type Item } from "./table-items.ts";
import { transact } from "./transact.ts";

const day = 24 * 60 * 60 * 1000;

/** Ends and reminds of deposits in the ledger table. */
export class DynamoDepositKeeper implements DepositKeeper {
  readonly #client: DynamoDBDocumentClient;
  readonly #table: string;

  constructor(client: DynamoDBDocumentClient, table: string) {
    this.#client = client;
    this.#table = table;
  }

  async find(address: string, messageId: string): Promise<Deposit | null> {
    const Item = await getItem(this.#client, this.#table, depositKey(address, messageId));
    return Item ? toDeposit(Item) : null;
  }

  expire(deposit: Deposit, recipientIds: readonly string[], at: Date): Promise<boolean> {
    if (deposit.state === "dormant") return this.#forgetDormant(deposit, at);
    const { messageId, address } = deposit;
    const hour = hourOf(at);
    const notBefore = endOfHour(at).toISOString();
    const unread = deposit.readAt === undefined;
    const toSender: Effect = { kind: "expired-unread", messageId, hour, notBefore };
    const writes = [
      ...endDeposit(this.#table, deposit, recipientIds, {
        state: "expired",
        at,
        set: { expiredIn: hour },
        condition: "expiresAt = :expiresAt AND expiresAt <= :now",
        values: { ":expiresAt": deposit.expiresAt, ":now": at.toISOString() },
      }),
      ...(unread ? [effectOnce(this.#table, effectId(messageId, `unread-${hour}`), toSender, at.toISOString())] : []),
      ...(unread && deposit.mailStopped !== true ? [this.#tell("expired", address, at)] : []),
    ];
    return transact(this.#client, writes);
  }

  async postpone(deposit: Deposit, until: Date): Promise<void> {
    await transact(this.#client, [
      depositUpdate(this.#table, deposit, {
        from: ["open", "suspended", "dormant"],
        set: { due_pk: "DUE", due_sk: until.toISOString() },
        condition: "expiresAt = :expiresAt",
        values: { ":expiresAt": deposit.expiresAt },
      }),
    ]);
  }

  remind(deposit: Deposit, next: string | null, tell: boolean, at: Date): Promise<boolean> {
    const told = tell ? { remindedIn: hourOf(at) } : {};
    const due = { due_pk: "DUE", due_sk: next ?? deposit.expiresAt };
    const entry = { at: at.toISOString(), event: "reminded", recipientId: deposit.recipientId } as const;
    return transact(this.#client, [
      depositUpdate(this.#table, deposit, {
        from: ["open", "suspended", "dormant"],
        set: { ...due, ...told, ...(next !== null && { remindAt: next }) },
        remove: next === null ? ["remindAt"] : [],
        condition: "remindAt = :taken AND expiresAt = :expiresAt",
        values: { ":taken": deposit.remindAt, ":expiresAt": deposit.expiresAt },
      }),
      ...(tell
        ? [this.#tell("reminder", deposit.address, at), timelinePut(this.#table, deposit.messageId, entry)]
        : []),
    ]);
  }

  stopMail(deposit: Deposit, at: Date): Promise<boolean> {
    const { messageId, recipientId } = deposit;
    const effect: Effect = { kind: "complained", messageId, recipientId };
    return transact(this.#client, [
      depositUpdate(this.#table, deposit, {
        from: ["open", "suspended", "dormant", "recalled", "expired"],
        set: { mailStopped: true },
        condition: "attribute_not_exists(mailStopped)",
      }),
      effectPut(this.#table, messageId, `complained-${recipientId}`, effect, at.toISOString()),
    ]);
  }

  async toldIn(address: string, about: "reminder" | "expired", hour: string): Promise<Deposit[]> {
    const found: Item[] = [];
    let start: Item | undefined;
    do {
      const page = await this.#client.send(
        new QueryCommand({
          TableName: this.#table,
          KeyConditionExpression: "pk = :pk AND begins_with(sk, :deposit)",
          FilterExpression: "#hour = :hour",
          ExpressionAttributeNames: { "#hour": about === "reminder" ? "remindedIn" : "expiredIn" },
          ExpressionAttributeValues: { ":pk": depositKey(address, "").pk, ":deposit": "D#", ":hour": hour },
          ConsistentRead: true,
          ExclusiveStartKey: start,
        }),
      );
      found.push(...(page.Items ?? []));
      start = page.LastEvaluatedKey;
    } while (start);
    return found.map(toDeposit);
  }

  async hasMail(address: string): Promise<boolean> {
    const { Count = 0 } = await this.#client.send(
      new QueryCommand({
        TableName: this.#table,
        KeyConditionExpression: "pk = :pk AND begins_with(sk, :deposit)",
        ExpressionAttributeValues: { ":pk": depositKey(address, "").pk, ":deposit": "D#" },
        Limit: 1,
        Select: "COUNT",
      }),
    );
    return Count > 0;
  }

  claimAnswer(address: string, owner: string, now: Date): Promise<boolean> {
    const hash = createHash("sha256").update(address.toLowerCase()).digest("hex").slice(0, 32);
    return transact(this.#client, [
      {
        Put: {
          TableName: this.#table,
          Item: { pk: `ANSWERED#${hash}`, sk: "A", owner, answeredAt: now.toISOString() },
          ConditionExpression: "attribute_not_exists(pk) OR answeredAt <= :before OR #owner = :owner",
          ExpressionAttributeNames: { "#owner": "owner" },
          ExpressionAttributeValues: { ":before": new Date(now.getTime() - day).toISOString(), ":owner": owner },
        },
      },
    ]);
  }

  /** Nobody was ever told of it: it stays out of sight, and its key goes. */
  #forgetDormant(deposit: Deposit, at: Date): Promise<boolean> {
    const { messageId, recipientId, sealId } = deposit;
    const destroy = { kind: "destroy-content", messageId, recipientIds: [recipientId], sealId } as const;
    return transact(this.#client, [
      depositUpdate(this.#table, deposit, {
        from: ["dormant"],
        remove: ["due_pk", "due_sk", "remindAt"],
        condition: "expiresAt = :expiresAt",
        values: { ":expiresAt": deposit.expiresAt },
      }),
      effectPut(this.#table, messageId, `destroy-${recipientId}`, destroy, at.toISOString()),
    ]);
  }

  #tell(about: "reminder" | "expired", address: string, at: Date): Write {
    const hour = hourOf(at);
    const effect = { kind: "tell-recipient", about, address, hour, notBefore: endOfHour(at).toISOString() } as const;
    return effectOnce(this.#table, tellingId(about, address, hour), effect, at.toISOString());
  }
}
