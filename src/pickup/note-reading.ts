import type { Deposit } from "../tracking/deposit.ts";
import { type Asker, byOf, hasRead } from "./asker.ts";
import type { PickupPorts } from "./ports.ts";

/** Notes that this person has read the message; the first time only. */
export async function noteReading(
  { deposits, coReaders }: Pick<PickupPorts, "deposits" | "coReaders">,
  deposit: Deposit,
  asker: Asker,
  now: Date,
): Promise<void> {
  if (hasRead(deposit, asker)) return;
  const by = byOf(deposit, asker);
  if (by !== undefined) await coReaders.join(deposit.address, asker.address, now);
  await deposits.markRead(deposit, { address: asker.address, by }, now);
}
