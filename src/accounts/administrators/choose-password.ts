import type { Clock } from "../../clock.ts";
import { hashPassword, type PasswordFault, passwordFault, verifyPassword } from "../password.ts";
import type { RateLimiter } from "../rate-limit.ts";
import { type Administrator, hasFactor } from "./administrator.ts";
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

/** Sets a new password: at once in the session of the first sign-in, which a second factor follows, else with the current one. */
export async function choosePassword(
  ports: ChoosePasswordPorts,
  clock: Clock,
  { administrator, session }: SignedIn,
  wish: { readonly currentPassword?: string; readonly newPassword: string },
): Promise<ChoosePasswordOutcome> {
  const { userName, generation } = administrator;
  const fault = passwordFault(wish.newPassword, [userName]);
  if (fault !== null) return { kind: "unfit", fault };
  if (session.purpose === "full") {
    const confirmed = await confirmPassword(ports, administrator, wish.currentPassword ?? "");
    if (confirmed !== "right") return { kind: confirmed };
  }
  const chosen = {
    kind: "chosen",
    hash: await hashPassword(wish.newPassword),
    since: clock.now().toISOString(),
  } as const;
  if (!(await ports.administrators.replaceCredential(userName, generation, chosen))) return { kind: "conflict" };
  const purpose = hasFactor(administrator) ? session.purpose : "new-factor";
  const token = await openSession(ports, clock, { userName, generation: generation + 1 }, purpose);
  return { kind: "chosen", token };
}

/** Whether who is signed in knows their password; asked again before what a stolen session must not do. */
export async function confirmPassword(
  { limiter }: Pick<ChoosePasswordPorts, "limiter">,
  { userName, credential }: Administrator,
  typed: string,
): Promise<"right" | "wrong-current" | "too-many"> {
  if (!(await limiter.take(`admin-password#${userName}`, { max: 10, seconds: 900 }))) return "too-many";
  const hash = credential.kind === "chosen" ? credential.hash : null;
  return (await verifyPassword(typed, hash)) ? "right" : "wrong-current";
}
