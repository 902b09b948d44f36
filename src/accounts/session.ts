import type { Clock } from "../clock.ts";
import type { Account, AccountStore } from "./account.ts";
import { tokenHash } from "./token-hash.ts";

const minute = 60 * 1000;
const idle = 30 * minute;
const longest = 12 * 60 * minute;

/** A signed-in browser; its token is known only to the browser. */
export type Session = {
  readonly tokenHash: string;
  readonly address: string;
  readonly epoch: number;
  readonly createdAt: string;
  readonly lastSeenAt: string;
};

export type SessionStore = {
  put(session: Session, endsAt: Date): Promise<void>;
  find(tokenHash: string): Promise<Session | null>;
  touch(tokenHash: string, at: Date): Promise<void>;
  remove(tokenHash: string): Promise<void>;
};

/** Begins a session under a new token. */
export async function startSession(sessions: SessionStore, clock: Clock, account: Account): Promise<string> {
  const token = clock.token(32);
  const now = clock.now();
  const at = now.toISOString();
  const { address, epoch } = account;
  const session = { tokenHash: tokenHash(token), address, epoch, createdAt: at, lastSeenAt: at };
  await sessions.put(session, new Date(now.getTime() + longest));
  return token;
}

/** The account behind a session token; null when it ended: signed out, idle, too old, or ended by a new password. */
export async function resumeSession(
  ports: { readonly sessions: SessionStore; readonly accounts: AccountStore },
  now: Date,
  token: string,
): Promise<Account | null> {
  const session = await ports.sessions.find(tokenHash(token));
  if (session === null || isOver(session, now)) return null;
  const account = await ports.accounts.find(session.address);
  if (account === null || account.epoch !== session.epoch) return null;
  if (now.getTime() - Date.parse(session.lastSeenAt) > minute) await ports.sessions.touch(session.tokenHash, now);
  return account;
}

/** Signs out: the token is worth nothing afterwards. */
export async function endSession(sessions: SessionStore, token: string): Promise<void> {
  await sessions.remove(tokenHash(token));
}

function isOver(session: Session, now: Date): boolean {
  const age = now.getTime() - Date.parse(session.createdAt);
  return age >= longest || now.getTime() - Date.parse(session.lastSeenAt) >= idle;
}
