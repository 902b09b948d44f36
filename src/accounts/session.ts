import type { Clock } from "../clock.ts";
import type { Account, AccountStore } from "./account.ts";
import { tokenHash } from "./token-hash.ts";

const minute = 60 * 1000;
const idle = 30 * minute;
const longest = 12 * 60 * minute;

/** What a browser says of itself, in a few words of ours. */
export type Browser = { readonly name: string };

/** A signed-in browser; its token is known only to the browser. */
export type Session = {
  readonly tokenHash: string;
  readonly address: string;
  readonly epoch: number;
  readonly createdAt: string;
  readonly lastSeenAt: string;
  readonly browser?: string;
  /** The password was right, the second factor is still to come: nothing can be read. */
  readonly unproved?: boolean;
  /** Proved by more than a password: by a code or a passkey. */
  readonly strong?: boolean;
};

export type SessionStore = {
  put(session: Session, endsAt: Date): Promise<void>;
  find(tokenHash: string): Promise<Session | null>;
  touch(tokenHash: string, at: Date): Promise<void>;
  remove(tokenHash: string): Promise<void>;
  /** All of an address that were begun and not removed, in no order. */
  list(address: string): Promise<Session[]>;
};

/** Begins a session under a new token; without the second factor, where there is one, it can do nothing yet. */
export async function startSession(
  sessions: SessionStore,
  clock: Clock,
  account: Pick<Account, "address" | "epoch">,
  how: { readonly browser?: Browser; readonly proved: boolean; readonly strong?: boolean },
): Promise<string> {
  const token = clock.token(32);
  const now = clock.now();
  const at = now.toISOString();
  const { address, epoch } = account;
  const session: Session = {
    tokenHash: tokenHash(token),
    address,
    epoch,
    createdAt: at,
    lastSeenAt: at,
    ...(how.browser && { browser: how.browser.name }),
    ...(how.proved ? {} : { unproved: true }),
    ...(how.strong && { strong: true }),
  };
  await sessions.put(session, new Date(now.getTime() + longest));
  return token;
}

/** A session and whose it is; null when it ended: signed out, idle, too old, or ended by a new password. */
export async function resumeSession(
  ports: { readonly sessions: SessionStore; readonly accounts: Pick<AccountStore, "find"> },
  now: Date,
  token: string,
): Promise<{ readonly account: Account; readonly session: Session } | null> {
  const session = await ports.sessions.find(tokenHash(token));
  if (session === null || isOver(session, now)) return null;
  const account = await ports.accounts.find(session.address);
  if (account === null || account.epoch !== session.epoch) return null;
  // An account that was deleted and opened anew counts from one again.
  if (session.createdAt < account.activatedAt) return null;
  if (now.getTime() - Date.parse(session.lastSeenAt) > minute) await ports.sessions.touch(session.tokenHash, now);
  return { account, session };
}

/** The sessions of an account that are still good, newest first. */
export async function openSessions(sessions: SessionStore, now: Date, account: Account): Promise<Session[]> {
  const all = await sessions.list(account.address);
  return all
    .filter((session) => session.epoch === account.epoch && !isOver(session, now))
    .sort((left, right) => right.createdAt.localeCompare(left.createdAt));
}

/** Signs out: the token is worth nothing afterwards. */
export async function endSession(sessions: SessionStore, token: string): Promise<void> {
  await sessions.remove(tokenHash(token));
}

function isOver(session: Session, now: Date): boolean {
  const age = now.getTime() - Date.parse(session.createdAt);
  return age >= longest || now.getTime() - Date.parse(session.lastSeenAt) >= idle;
}
