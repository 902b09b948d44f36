import { createHash } from "node:crypto";
import type { Deposit, DepositState } from "../tracking/deposit.ts";
import type { TimelineEntry } from "../tracking/message-record.ts";
import type { Effect } from "../tracking/outbox.ts";
import { depositKey, effectId, newOutboxItem, recipientKey, timelineItemOf } from "./ledger-items.ts";
import type { Write } from "./ledger-writes.ts";

/** A change of a deposit that is in one of these states. */
type DepositChange = {
  readonly from: readonly DepositState[];
  readonly set?: Readonly<Record<string, unknown>>;
  readonly remove?: readonly string[];
  /** Added to sets. */
  readonly add?: Readonly<Record<string, string>>;
  /** A further condition over `#names` and `:values`. */
  readonly condition?: string;
  readonly values?: Readonly<Record<string, unknown>>;
};

/** Updates a deposit on condition of its state. */
export function depositUpdate(table: string, deposit: Deposit, change: DepositChange): Write {
  const set = Object.entries(change.set ?? {});
  const remove = change.remove ?? [];
  const from = change.from.map((state, index) => [`:from${index}`, state]);
  const add = Object.entries(change.add ?? {});
  const names = [...set.map(([name]) => name), ...remove, ...add.map(([name]) => name), "state"];
  const expression = [
    set.length === 0 ? "" : `SET ${set.map(([name]) => `#${name} = :${name}`).join(", ")}`,
    remove.length === 0 ? "" : `REMOVE ${remove.map((name) => `#${name}`).join(", ")}`,
    add.length === 0 ? "" : `ADD ${add.map(([name]) => `#${name} :${name}`).join(", ")}`,
  ];
  const condition = `#state IN (${from.map(([name]) => name).join(", ")})`;
  return {
    Update: {
      TableName: table,
      Key: depositKey(deposit.address, deposit.messageId),
      UpdateExpression: expression.filter(Boolean).join(" "),
      ConditionExpression: change.condition === undefined ? condition : `${condition} AND ${change.condition}`,
      ExpressionAttributeNames: Object.fromEntries(names.map((name) => [`#${name}`, name])),
      ExpressionAttributeValues: {
        ...Object.fromEntries(set.map(([name, value]) => [`:${name}`, value])),
        ...Object.fromEntries(add.map(([name, value]) => [`:${name}`, new Set([value])])),
        ...Object.fromEntries(from),
        ...change.values,
      },
    },
  };
}

/** Ends a deposit and its recipients' stories for good, and orders the keys destroyed. */
export function endDeposit(
  table: string,
  deposit: Deposit,
  recipientIds: readonly string[],
  end: { readonly state: "recalled" | "expired"; readonly at: Date } & Pick<
    DepositChange,
    "condition" | "values" | "set"
  >,
): Write[] {
  const { messageId, sealId } = deposit;
  const { state, condition, values } = end;
  const at = end.at.toISOString();
  // Its own key goes too where the recipient's story has ended otherwise.
  const owners = [...new Set([deposit.recipientId, ...recipientIds])];
  const destroy: Effect = { kind: "destroy-content", messageId, recipientIds: owners, sealId };
  return [
    depositUpdate(table, deposit, {
      from: ["open", "suspended", "dormant"],
      set: { state, ...end.set },
      remove: ["due_pk", "due_sk", "remindAt"],
      ...(condition !== undefined && { condition }),
      ...(values !== undefined && { values }),
    }),
    ...recipientIds.map((recipientId) => recipientEnd(table, messageId, recipientId, state, at)),
    ...recipientIds.map((recipientId) => timelinePut(table, messageId, { at, event: state, recipientId })),
    effectPut(table, messageId, `destroy-${deposit.recipientId}`, destroy, at),
  ];
}

function recipientEnd(table: string, messageId: string, recipientId: string, state: string, at: string): Write {
  return {
    Update: {
      TableName: table,
      Key: recipientKey(messageId, recipientId),
      UpdateExpression: "SET #state = :state, finalAt = :at",
      ConditionExpression: "#state = :sealed",
      ExpressionAttributeNames: { "#state": "state" },
      ExpressionAttributeValues: { ":state": state, ":at": at, ":sealed": "sealed" },
    },
  };
}

/** A timeline entry. */
export function timelinePut(table: string, messageId: string, entry: TimelineEntry): Write {
  return { Put: { TableName: table, Item: timelineItemOf(messageId, entry) } };
}

/** A new effect of a message, to be carried out at once. */
export function effectPut(table: string, messageId: string, name: string, effect: Effect, at: string): Write {
  return { Put: { TableName: table, Item: newOutboxItem(effectId(messageId, name), effect, at, at) } };
}

/** An effect that several transactions order together, as long as nobody has begun it. */
export function effectOnce(
  table: string,
  id: string,
  effect: Effect & { readonly notBefore: string },
  at: string,
): Write {
  const { pk, sk, ...item } = newOutboxItem(id, effect, at, effect.notBefore);
  const names = Object.keys(item);
  return {
    Update: {
      TableName: table,
      Key: { pk, sk },
      UpdateExpression: `SET ${names.map((name) => `#${name} = :${name}`).join(", ")}`,
      ConditionExpression: "attribute_not_exists(pk) OR #state = :state",
      ExpressionAttributeNames: Object.fromEntries(names.map((name) => [`#${name}`, name])),
      ExpressionAttributeValues: Object.fromEntries(names.map((name) => [`:${name}`, item[name]])),
    },
  };
}

/** The outbox id of the mail that tells one recipient of many deposits. */
export function tellingId(about: string, address: string, hour: string): string {
  const hash = createHash("sha256").update(`${about}\n${address}\n${hour}`).digest("hex").slice(0, 32);
  return `j_${hash}`;
}
