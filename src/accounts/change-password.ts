import type { Clock } from "../clock.ts";
import type { Account } from "./account.ts";
import { hashPassword, type PasswordFault, passwordFault, verifyPassword } from "./password.ts";
import type { AccountPorts } from "./ports.ts";
import { limits, sourceNetwork } from "./rate-limit.ts";
import { type Browser, startSession } from "./session.ts";

export type PasswordChange =
  | { readonly outcome: "changed"; readonly session: string }
  | { readonly outcome: "refused-password"; readonly fault: PasswordFault }
  | { readonly outcome: "wrong" | "too-many" };

/** A new password for whoever knows the present one. Every session ends; this browser gets a new one. */
export async function changePassword(
  ports: Pick<AccountPorts, "accounts" | "sessions" | "limiter" | "outbox">,
  clock: Clock,
  account: Account,
  typed: {
    readonly current: string;
    readonly next: string;
    readonly source: string;
    readonly browser: Browser;
    /** How well the present session was proved: the next one is as good. */
    readonly strong: boolean;
  },
): Promise<PasswordChange> {
  const { address, name } = account;
  const key = `change-password/${address}/${sourceNetwork(typed.source)}`;
  if (!(await ports.limiter.take(key, limits.signInByAccountAndSource))) return { outcome: "too-many" };
  if (!(await verifyPassword(typed.current, account.passwordHash))) return { outcome: "wrong" };
  const fault = passwordFault(typed.next, [address, address.split("@", 1)[0] ?? "", name]);
  if (fault !== null) return { outcome: "refused-password", fault };
  const epoch = await ports.accounts.setPassword(address, await hashPassword(typed.next), clock.now());
  await ports.outbox.add({ kind: "password-changed", address });
  const session = await startSession(
    ports.sessions,
    clock,
    { address, epoch },
    { browser: typed.browser, proved: true, strong: typed.strong },
  );
  return { outcome: "changed", session };
}
