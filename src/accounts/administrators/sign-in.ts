import type { Clock } from "../../clock.ts";
import { normalGeneratedPassword } from "../generated-password.ts";
import { verifyPassword } from "../password.ts";
import { type RateLimiter, sourceNetwork } from "../rate-limit.ts";
import { type Administrator, type Credential, hasFactor, type SessionPurpose } from "./administrator.ts";
import { openSession, type SessionPorts } from "./sessions.ts";

const slowDownMs = 2_000;

/** What sign-in needs. */
export type SignInPorts = SessionPorts & {
  readonly limiter: RateLimiter;
  /** Waits before answering, where a limit slows down. */
  readonly pause: (milliseconds: number) => Promise<void>;
};

/** What was typed, and from which network address. */
export type SignInAttempt = { readonly userName: string; readonly password: string; readonly source: string };

/** `refused` says nothing of why: unknown user, wrong and expired password look alike. */
export type SignInOutcome =
  | {
      readonly kind: "signed-in";
      readonly token: string;
      readonly administrator: Administrator;
      readonly purpose: SessionPurpose;
    }
  | { readonly kind: "refused" }
  | { readonly kind: "too-many" };

/**
 * The first step: a chosen password opens a session that may prove or set up the second factor, a one-time password one
 * that may choose a password. The work is the same for unknown users.
 */
export async function signIn(ports: SignInPorts, clock: Clock, attempt: SignInAttempt): Promise<SignInOutcome> {
  const userName = attempt.userName.trim().toLowerCase();
  if (!(await mayTry(ports, userName, sourceNetwork(attempt.source)))) return { kind: "too-many" };
  const administrator = await ports.administrators.find(userName);
  const credential = administrator?.disabled ? undefined : administrator?.credential;
  const right = await passwordIsRight(credential, attempt.password, clock.now());
  if (!administrator || !right) return { kind: "refused" };
  if (administrator.credential.kind === "chosen") {
    return open(ports, clock, administrator, hasFactor(administrator) ? "second-factor" : "new-factor");
  }
  return openNewcomer(ports, clock, administrator);
}

/** The one-time password stays until a password is chosen, once; each sign-in with it ends the session before. */
async function openNewcomer(ports: SignInPorts, clock: Clock, administrator: Administrator): Promise<SignInOutcome> {
  const { userName, generation, credential } = administrator;
  if (!(await ports.administrators.replaceCredential(userName, generation, credential))) return { kind: "refused" };
  return open(ports, clock, { ...administrator, generation: generation + 1 }, "new-password");
}

async function open(
  ports: SignInPorts,
  clock: Clock,
  administrator: Administrator,
  purpose: SessionPurpose,
): Promise<SignInOutcome> {
  const token = await openSession(ports, clock, administrator, purpose);
  return { kind: "signed-in", token, administrator, purpose };
}

async function passwordIsRight(credential: Credential | undefined, typed: string, now: Date): Promise<boolean> {
  if (credential?.kind === "chosen") return verifyPassword(typed, credential.hash);
  const open = credential?.kind === "one-time" && now.getTime() < Date.parse(credential.expiresAt);
  return verifyPassword(normalGeneratedPassword(typed), open ? credential.hash : null);
}

/** Refuses one network that tries too often; tries from everywhere only slow down, so that nobody is locked out. */
async function mayTry({ limiter, pause }: SignInPorts, userName: string, network: string): Promise<boolean> {
  const [bySource, byBoth, byUser] = await Promise.all([
    limiter.take(`admin-sign-in#source#${network}`, { max: 30, seconds: 900 }),
    limiter.take(`admin-sign-in#user-and-source#${userName}#${network}`, { max: 10, seconds: 900 }),
    limiter.take(`admin-sign-in#user#${userName}`, { max: 30, seconds: 900 }),
  ]);
  if (!byUser) await pause(slowDownMs);
  return bySource && byBoth;
}
