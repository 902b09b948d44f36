import { type ActivationResult, activate } from "../accounts/activate.ts";
import type { AccountPorts } from "../accounts/ports.ts";
import type { Clock } from "../clock.ts";
import type { PickupPorts } from "./ports.ts";

/** Activates, and tells whom it concerns: the sender of a first activation, the owner of a changed password. */
export async function activateRecipient(
  ports: AccountPorts & Pick<PickupPorts, "deposits">,
  clock: Clock,
  typed: Parameters<typeof activate>[2],
): Promise<ActivationResult> {
  const result = await activate(ports, clock, typed);
  if (result.outcome !== "activated") return result;
  const { account, messageId } = result;
  if (!result.first) {
    await ports.outbox.add({ kind: "password-changed", address: account.address });
    return result;
  }
  const deposit = messageId === undefined ? null : await ports.deposits.find(account.address, messageId);
  if (deposit === null) return result;
  await ports.deposits.note(deposit, "activated", clock.now());
  await ports.outbox.add({ kind: "activated", messageId: deposit.messageId, recipientId: deposit.recipientId });
  return result;
}
