import type { Deposit, Downloaded } from "../tracking/deposit.ts";
import { type Asker, byOf } from "./asker.ts";
import type { PickupPorts } from "./ports.ts";

/** Notes that this person has downloaded something of the message; the first time only. */
export async function noteDownload(
  { deposits }: Pick<PickupPorts, "deposits">,
  deposit: Deposit,
  asker: Asker,
  what: Downloaded,
  now: Date,
): Promise<void> {
  await deposits.markDownloaded(deposit, { address: asker.address, by: byOf(deposit, asker) }, what, now);
}
