import type { Deposit } from "../tracking/deposit.ts";
import type { Plan } from "../tracking/ledger.ts";
import { depositUpdate, effectPut } from "./deposit-writes.ts";
import { effectId, outboxKey } from "./ledger-items.ts";
import type { Write } from "./ledger-writes.ts";

/** What is there already. */
type Known = {
  hasItem(key: { readonly pk: string; readonly sk: string }): Promise<boolean>;
  deposit(address: string): Promise<Deposit | null>;
};

/**
 * Takes back what a run that died wrote for the same recipients and this plan does not say again (policies changed in
 * between): a clear mail must not leave, nor a mailbox show a message, by a decision that was never finished.
 */
export async function takeBackLeftovers(table: string, plan: Plan, known: Known): Promise<Write[]> {
  const { messageId, at, effects, deposits, recipients } = plan;
  const named = new Set(effects.map(({ name }) => name));
  const kept = new Set(deposits.map(({ address }) => address.toLowerCase()));
  const writes: Write[] = [];
  for (const { recipientId, address } of recipients) {
    const send = `send-${recipientId}`;
    const key = outboxKey(effectId(messageId, send));
    if (!named.has(send) && (await known.hasItem(key))) writes.push(undone(table, key));
    const deposit = kept.has(address.toLowerCase()) ? null : await known.deposit(address);
    if (deposit?.recipientId !== recipientId || deposit.state === "recalled" || deposit.state === "expired") continue;
    const { sealId } = deposit;
    const destroy = { kind: "destroy-content", messageId, recipientIds: [recipientId], sealId } as const;
    const hide = {
      from: ["open", "suspended", "dormant"],
      set: { state: "dormant" },
      remove: ["due_pk", "due_sk", "remindAt"],
    } as const;
    writes.push(
      depositUpdate(table, deposit, hide),
      effectPut(table, messageId, `destroy-${recipientId}`, destroy, at),
    );
  }
  return writes;
}

function undone(table: string, Key: { readonly pk: string; readonly sk: string }): Write {
  return {
    Update: {
      TableName: table,
      Key,
      UpdateExpression: "SET #state = :done REMOVE due_pk, due_sk",
      ConditionExpression: "attribute_exists(pk)",
      ExpressionAttributeNames: { "#state": "state" },
      ExpressionAttributeValues: { ":done": "done" },
    },
  };
}
