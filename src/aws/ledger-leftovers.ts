import type { Deposit } from "../tracking/deposit.ts";
import type { Plan } from "../tracking/ledger.ts";
import { effectPut } from "./deposit-writes.ts";
import { depositKey, effectId, outboxKey } from "./ledger-items.ts";
import type { Write } from "./ledger-writes.ts";

/**
 * Takes back what a run that died wrote for the same recipients and this plan does not say again (policies changed in
 * between): a clear mail must not leave, nor a mailbox show a message, by a decision that was never finished.
 */
export async function takeBackLeftovers(
  table: string,
  plan: Plan,
  depositOf: (address: string) => Promise<Deposit | null>,
): Promise<Write[]> {
  const { messageId, at, effects, deposits, recipients } = plan;
  const named = new Set(effects.map(({ name }) => name));
  const kept = new Set(deposits.map(({ address }) => address.toLowerCase()));
  const writes: Write[] = [];
  for (const { recipientId, address } of recipients) {
    const send = `send-${recipientId}`;
    if (!named.has(send)) writes.push({ Delete: { TableName: table, Key: outboxKey(effectId(messageId, send)) } });
    const deposit = kept.has(address.toLowerCase()) ? null : await depositOf(address);
    if (deposit?.recipientId !== recipientId) continue;
    const { sealId } = deposit;
    const destroy = { kind: "destroy-content", messageId, recipientIds: [recipientId], sealId } as const;
    writes.push(
      { Delete: { TableName: table, Key: depositKey(address, messageId) } },
      effectPut(table, messageId, `destroy-${recipientId}`, destroy, at),
    );
  }
  return writes;
}
