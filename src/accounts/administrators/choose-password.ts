import type { Clock } from "../../clock.ts";
import { hashPassword, type PasswordFault, passwordFault, verifyPassword } from "../password.ts";
import type { RateLimiter } from "../rate-limit.ts";
import { openSession, type SessionPorts, type SignedIn } from "./sessions.ts";

/** What choosing a password needs. */
export type ChoosePasswordPorts = SessionPorts & { readonly limiter: RateLimiter };

/** `token` is the new session's; every earlier session has ended. */
export type ChoosePasswordOutcome =
  | { readonly kind: "chosen"; readonly token: string }
  | { readonly kind: "unfit"; readonly fault: PasswordFault }
  | { readonly kind: "wrong-current" }
  | { readonly kind: "too-many" }
  /** Somebody changed this administrator's password meanwhile. */
  | { readonly kind: "conflict" };

/** Sets a new password: at once in the session of the first sign-in, else with the current password. */
export async function choosePassword(
  ports: ChoosePasswordPorts,
  clock: Clock,
  { administrator, session }: SignedIn,
  wish: { readonly currentPassword?: string; readonly newPassword: string },
): Promise<ChoosePasswordOutcome> {
  const { userName, generation, credential } = administrator;
  const fault = passwordFault(wish.newPassword, [userName]);
  if (fault !== null) return { kind: "unfit", fault };
  if (session.purpose === "full") {
    const limit = { max: 10, seconds: 900 };
    if (!(await ports.limiter.take(`admin-password#${userName}`, limit))) return { kind: "too-many" };
    const hash = credential.kind === "chosen" ? credential.hash : null;
    if (!(await verifyPassword(wish.currentPassword ?? "", hash))) return { kind: "wrong-current" };
  }
  const chosen = {
    kind: "chosen",
    hash: await hashPassword(wish.newPassword),
    since: clock.now().toISOString(),
  } as const;
  if (!(await ports.administrators.replaceCredential(userName, generation, chosen))) return { kind: "conflict" };
  const token = await openSession(ports, clock, { userName, generation: generation + 1 }, "full");
  return { kind: "chosen", token };
}
