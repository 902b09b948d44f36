import type { Clock } from "../clock.ts";
import type { Outbox } from "../tracking/outbox.ts";
import type { Account } from "./account.ts";
import { normalAddress } from "./address.ts";
import type { CoReaderStore } from "./co-reader.ts";
import { verifyPassword } from "./password.ts";
import { limits, type RateLimiter, sourceNetwork } from "./rate-limit.ts";

const most = 50;

type Ports = { readonly coReaders: CoReaderStore; readonly outbox: Outbox };

/** What came of an invitation. */
export type Invited = "invited" | "already" | "not-an-address" | "own-address" | "too-many";

/** Lets somebody read a mailbox under an address of their own, and tells both of it. */
export async function inviteCoReader(
  { coReaders, outbox }: Ports,
  clock: Clock,
  invitation: { readonly mailbox: string; readonly reader: string; readonly by: string },
): Promise<Invited> {
  const { mailbox, by } = invitation;
  const reader = normalAddress(invitation.reader);
  if (reader === null) return "not-an-address";
  if (reader === mailbox) return "own-address";
  if ((await coReaders.of(mailbox)).length >= most) return "too-many";
  const added = await coReaders.add({ mailbox, reader, invitedAt: clock.now().toISOString(), invitedBy: by });
  if (!added) return "already";
  await outbox.add({ kind: "co-reader-invited", mailbox, reader });
  await outbox.add({ kind: "account-changed", address: mailbox, change: "co-reader-added", who: reader });
  return "invited";
}

/**
 * The same by the mailbox's own reader. Who found the browser open cannot do it: the password is asked for again. Nor
 * can mail be led out of the house: colleagues are at the mailbox's own domain.
 */
export async function inviteColleague(
  ports: Ports & { readonly limiter: RateLimiter },
  clock: Clock,
  account: Account,
  typed: { readonly reader: string; readonly password: string; readonly source: string },
): Promise<Invited | "wrong-password" | "other-domain" | "slow-down"> {
  const { address } = account;
  const key = `co-reader/${address}/${sourceNetwork(typed.source)}`;
  if (!(await ports.limiter.take(key, limits.signInByAccountAndSource))) return "slow-down";
  const reader = normalAddress(typed.reader);
  if (reader !== null && domainOf(reader) !== domainOf(address)) return "other-domain";
  if (!(await verifyPassword(typed.password, account.passwordHash))) return "wrong-password";
  if (!(await ports.limiter.take(`co-reader/invite/${address}`, limits.invitesByAccount))) return "too-many";
  return inviteCoReader(ports, clock, { mailbox: address, reader: typed.reader, by: address });
}

/** Ends the reading of a mailbox at once; its owner is told. */
export async function removeCoReader(
  { coReaders, outbox }: Ports,
  { mailbox, reader }: { readonly mailbox: string; readonly reader: string },
): Promise<boolean> {
  if (!(await coReaders.remove(mailbox, reader))) return false;
  await outbox.add({ kind: "account-changed", address: mailbox, change: "co-reader-removed", who: reader });
  return true;
}

function domainOf(address: string): string {
  return address.slice(address.lastIndexOf("@") + 1);
}
