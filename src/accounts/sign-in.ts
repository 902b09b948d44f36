import type { Clock } from "../clock.ts";
import { hasSecondFactor } from "./account.ts";
import { normalAddress } from "./address.ts";
import { verifyPassword } from "./password.ts";
import type { AccountPorts } from "./ports.ts";
import { limits, sourceNetwork } from "./rate-limit.ts";
import { type Browser, startSession } from "./session.ts";

/** How long a sign-in waits while an account is being tried from many places. */
const slowed = 2000;

export type SignInResult =
  /** With a second factor, the session is good for nothing but proving it. */
  | { readonly outcome: "signed-in"; readonly session: string; readonly address: string; readonly proved: boolean }
  | { readonly outcome: "wrong" | "too-many" };

/** Checks address and password with the same work whether the account exists or not. */
export async function signIn(
  ports: Pick<AccountPorts, "accounts" | "sessions" | "limiter" | "pause">,
  clock: Clock,
  typed: { readonly address: string; readonly password: string; readonly source: string; readonly browser?: Browser },
): Promise<SignInResult> {
  const address = normalAddress(typed.address);
  const source = sourceNetwork(typed.source);
  const counted = address ?? "none";
  const [bySource, byBoth, byAccount] = await Promise.all([
    ports.limiter.take(`sign-in/source/${source}`, limits.signInBySource),
    ports.limiter.take(`sign-in/both/${counted}/${source}`, limits.signInByAccountAndSource),
    ports.limiter.take(`sign-in/account/${counted}`, limits.signInByAccount),
  ]);
  if (!bySource || !byBoth) return { outcome: "too-many" };
  if (!byAccount) await ports.pause(slowed);
  const account = await ports.accounts.find(counted);
  const right = await verifyPassword(typed.password, account?.passwordHash ?? null);
  if (account === null || !right) return { outcome: "wrong" };
  const proved = !hasSecondFactor(account);
  const session = await startSession(ports.sessions, clock, account, { browser: typed.browser, proved });
  return { outcome: "signed-in", session, address: account.address, proved };
}
