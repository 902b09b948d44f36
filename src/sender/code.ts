import { hashPassword, verifyPassword } from "../accounts/password.ts";
import { type RateLimiter, sourceNetwork } from "../accounts/rate-limit.ts";
import type { Clock } from "../clock.ts";
import type { Outbox } from "../tracking/outbox.ts";
import { type SenderAccess, startSenderSession } from "./access.ts";

/** Rules of the code that opens a sender's page. */
export const codeRules = { minutes: 10, tries: 5, digits: 8 } as const;

const limits = {
  codesByMessage: { max: 5, seconds: 3600 },
  codesBySource: { max: 30, seconds: 900 },
  triesBySource: { max: 60, seconds: 300 },
} as const;

/** Makes a code at the moment its mail is sent; only its hash is kept. */
export async function makeSenderCode(
  ports: { readonly senders: SenderAccess },
  clock: Clock,
  messageId: string,
): Promise<{ code: string; expiresAt: Date }> {
  const number =
    BigInt(`0x${Buffer.from(clock.token(16), "base64url").toString("hex")}`) % 10n ** BigInt(codeRules.digits);
  const code = String(number).padStart(codeRules.digits, "0");
  const expiresAt = new Date(clock.now().getTime() + codeRules.minutes * 60_000);
  await ports.senders.putCode(messageId, { codeHash: await hashPassword(code), expiresAt: expiresAt.toISOString() });
  return { code: `${code.slice(0, 4)} ${code.slice(4)}`, expiresAt };
}

/** Orders a code to be mailed to the message's sender. More than a few an hour are not sent, and not told apart. */
export async function requestSenderCode(
  ports: { readonly limiter: RateLimiter; readonly outbox: Outbox },
  asked: { readonly messageId: string; readonly source: string },
): Promise<"accepted" | "too-many"> {
  const bySource = `sender-code/source/${sourceNetwork(asked.source)}`;
  if (!(await ports.limiter.take(bySource, limits.codesBySource))) return "too-many";
  const byMessage = await ports.limiter.take(`sender-code/message/${asked.messageId}`, limits.codesByMessage);
  if (byMessage) await ports.outbox.add({ kind: "sender-code", messageId: asked.messageId });
  return "accepted";
}

/** What came of typing a code. */
export type OpenResult =
  | { readonly outcome: "opened"; readonly session: string }
  | { readonly outcome: "wrong" | "too-many" };

/** Opens a session for whoever types the mailed code. The same work is done whether there is a code or not. */
export async function openWithCode(
  ports: { readonly senders: SenderAccess; readonly limiter: RateLimiter },
  clock: Clock,
  typed: { readonly messageId: string; readonly code: string; readonly source: string },
): Promise<OpenResult> {
  const bySource = `sender-open/source/${sourceNetwork(typed.source)}`;
  if (!(await ports.limiter.take(bySource, limits.triesBySource))) return { outcome: "too-many" };
  const { messageId } = typed;
  const known = await ports.senders.tryCode(messageId, codeRules.tries, clock.now());
  const right = await verifyPassword(digitsOf(typed.code), known?.codeHash ?? null);
  if (known === null || !right) return { outcome: "wrong" };
  if (!(await ports.senders.spendCode(messageId, known.codeHash))) return { outcome: "wrong" };
  return { outcome: "opened", session: await startSenderSession(ports, clock, messageId) };
}

/** What was typed without spaces and dashes, digits of other scripts as ASCII. */
function digitsOf(typed: string): string {
  return typed
    .normalize("NFKC")
    .replaceAll(/[\s\-\u2010-\u2015.]/g, "")
    .replaceAll(/[\u0660-\u0669]/g, asciiDigit);
}

function asciiDigit(digit: string): string {
  return String((digit.codePointAt(0) ?? 0) - 0x660);
}
