import { createHash } from "node:crypto";
import type { PickupPorts } from "./ports.ts";

/** A mailbox that somebody reads; its id stands for the address in links. */
export type Mailbox = { readonly id: string; readonly address: string };

/** The mailboxes that an address reads: its own first. */
export async function mailboxesOf({ coReaders }: Pick<PickupPorts, "coReaders">, address: string): Promise<Mailbox[]> {
  const shared = (await coReaders.mailboxesOf(address)).sort();
  return [address, ...shared].map((each) => ({ id: mailboxId(each), address: each }));
}

/** Names a mailbox in a link without saying its address. */
export function mailboxId(address: string): string {
  return createHash("sha256").update(`mailbox\n${address}`).digest("base64url").slice(0, 16);
}
