import type { Deposit } from "../tracking/deposit.ts";
import { type Availability, availabilityOf } from "./availability.ts";
import type { PickupPorts } from "./ports.ts";

const pageSize = 25;

/** One line of the inbox. */
export type InboxEntry = { readonly deposit: Deposit; readonly availability: Availability };

/** One page of a recipient's messages, newest first. */
export async function listInbox(
  ports: Pick<PickupPorts, "deposits">,
  now: Date,
  address: string,
  cursor?: string,
): Promise<{ entries: InboxEntry[]; cursor?: string }> {
  const page = await ports.deposits.list(address, { limit: pageSize, ...(cursor === undefined ? {} : { cursor }) });
  const entries = page.deposits
    .filter((deposit) => deposit.state !== "dormant")
    .map((deposit) => ({ deposit, availability: availabilityOf(deposit, now) }));
  return page.cursor === undefined ? { entries } : { entries, cursor: page.cursor };
}
