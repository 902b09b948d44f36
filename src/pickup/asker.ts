import type { Deposit } from "../tracking/deposit.ts";

/** Who asks for a message: a signed-in person, by their own address and name, and how well they proved it. */
export type Asker = {
  readonly address: string;
  readonly name: string;
  /** By more than a password: a code or a passkey. */
  readonly strong: boolean;
};

/** How tracking names who did something in a mailbox that is not their own; nothing for its owner. */
export function byOf(
  { address: mailbox }: Pick<Deposit, "address">,
  { address, name }: Pick<Asker, "address" | "name">,
): string | undefined {
  if (address === mailbox) return undefined;
  return name === "" ? address : `${name} <${address}>`;
}

/** Whether the asker has read it before. */
export function hasRead({ address: mailbox, readAt, readBy }: Deposit, { address }: Asker): boolean {
  if (readAt === undefined) return false;
  return readBy === undefined ? address === mailbox : readBy.has(address);
}
