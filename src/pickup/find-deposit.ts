import type { Deposit } from "../tracking/deposit.ts";
import type { PickupPorts } from "./ports.ts";

/**
 * A message in a mailbox that this address may read: its own, or one it was invited to. Others' are simply not found.
 * Of several copies, one that can be read comes before one that has ended.
 */
export async function findDeposit(
  ports: Pick<PickupPorts, "deposits" | "coReaders">,
  address: string,
  messageId: string,
): Promise<Deposit | null> {
  const own = await ports.deposits.find(address, messageId);
  if (own !== null && isOpen(own)) return own;
  const mailboxes = await ports.coReaders.mailboxesOf(address);
  const shared = await Promise.all(mailboxes.map((mailbox) => ports.deposits.find(mailbox, messageId)));
  return shared.find((deposit) => deposit !== null && isOpen(deposit)) ?? own ?? shared.find(Boolean) ?? null;
}

function isOpen({ state, removedAt }: Deposit): boolean {
  return state === "open" && removedAt === undefined;
}
