import type { Deposit } from "../tracking/deposit.ts";
import { type Asker, byOf, hasRead } from "./asker.ts";
import type { PickupPorts } from "./ports.ts";

/** Notes that this person has read the message; the first time only. */
export async function noteReading(
  { deposits }: Pick<PickupPorts, "deposits">,
  deposit: Deposit,
  asker: Asker,
  now: Date,
): Promise<void> {
  if (hasRead(deposit, asker)) return;
  await deposits.markRead(deposit, { address: asker.address, by: byOf(deposit, asker) }, now);
}
