import { tokenHash } from "../accounts/token-hash.ts";
import type { Clock } from "../clock.ts";

const day = 24 * 60 * 60 * 1000;
/** The longest a message can be kept, and then some: the page says what became of it. */
const linkDays = 365 + 90;
const sessionMinutes = 15;

/** Which message a sender's link or session is about. */
export type SenderPass = {
  readonly messageId: string;
  /** Other parts of the same message, as mail servers split one for many into many for few. */
  readonly others?: readonly string[];
};

/** A code that was mailed to the sender, stored as a slow hash. */
export type SenderCode = { readonly codeHash: string; readonly expiresAt: string };

/** Links, codes and sessions of senders; tokens are stored only as hashes. */
export type SenderAccess = {
  putLink(hash: string, pass: SenderPass, forgetAt: Date): Promise<void>;
  findLink(hash: string, now: Date): Promise<SenderPass | null>;
  /** Replaces the message's earlier code. */
  putCode(messageId: string, code: SenderCode): Promise<void>;
  /** Counts a try and gives the code; null when there is none, it is too old, or its tries are used up. */
  tryCode(messageId: string, maximum: number, now: Date): Promise<SenderCode | null>;
  /** Ends this code; true for the one who did it. */
  spendCode(messageId: string, codeHash: string): Promise<boolean>;
  putSession(hash: string, pass: SenderPass, endsAt: Date): Promise<void>;
  findSession(hash: string, now: Date): Promise<SenderPass | null>;
  removeSession(hash: string): Promise<void>;
};

/** An opaque token for the link in "Your message was encrypted". */
export async function issueSenderLink(
  ports: { readonly senders: SenderAccess },
  clock: Clock,
  messageId: string,
  others: readonly string[] = [],
): Promise<string> {
  const token = clock.token(24);
  const forgetAt = new Date(clock.now().getTime() + linkDays * day);
  await ports.senders.putLink(tokenHash(token), { messageId, ...(others.length > 0 && { others }) }, forgetAt);
  return token;
}

/** Which message the link is about; null for an unknown one. Knowing it gives no right. */
export async function followSenderLink(
  ports: { readonly senders: SenderAccess },
  now: Date,
  token: string,
): Promise<SenderPass | null> {
  return /^[\w-]{32}$/.test(token) ? ports.senders.findLink(tokenHash(token), now) : null;
}

/** Begins a session of 15 minutes for this message alone. */
export async function startSenderSession(
  ports: { readonly senders: SenderAccess },
  clock: Clock,
  messageId: string,
): Promise<string> {
  const token = clock.token(32);
  const endsAt = new Date(clock.now().getTime() + sessionMinutes * 60_000);
  await ports.senders.putSession(tokenHash(token), { messageId }, endsAt);
  return token;
}

/** Which message the session may act on. */
export async function resumeSenderSession(
  ports: { readonly senders: SenderAccess },
  now: Date,
  token: string,
): Promise<SenderPass | null> {
  return token === "" ? null : ports.senders.findSession(tokenHash(token), now);
}

/** Ends the session on the server. */
export async function endSenderSession(ports: { readonly senders: SenderAccess }, token: string): Promise<void> {
  if (token !== "") await ports.senders.removeSession(tokenHash(token));
}
