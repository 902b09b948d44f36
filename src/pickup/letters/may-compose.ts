import { rulesOf } from "../../tracking/deposit.ts";
import { availabilityOf } from "../availability.ts";
import type { PickupPorts } from "../ports.ts";

const looked = 100;

/** New messages may be written by whoever can read one whose profile allows it, among the newest of each mailbox. */
export async function mayCompose(
  ports: Pick<PickupPorts, "deposits" | "coReaders">,
  now: Date,
  address: string,
): Promise<boolean> {
  for (const mailbox of [address, ...(await ports.coReaders.mailboxesOf(address))]) {
    const { deposits } = await ports.deposits.list(mailbox, { limit: looked });
    const allowed = deposits.filter((deposit) => rulesOf(deposit).composeAllowed);
    if (allowed.some((deposit) => deposit.state !== "dormant" && availabilityOf(deposit, now) === "readable"))
      return true;
  }
  return false;
}
