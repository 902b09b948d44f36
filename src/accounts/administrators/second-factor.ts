import type { Clock } from "../../clock.ts";
import { stepOf } from "../code-generator.ts";
import { newGeneratedPassword, normalGeneratedPassword } from "../generated-password.ts";
import type { PasskeyPlace, PasskeyVerifier } from "../passkeys.ts";
import type { RateLimiter } from "../rate-limit.ts";
import { tokenHash } from "../token-hash.ts";
import { type Administrator, type AdministratorChange, hasFactor } from "./administrator.ts";
import { openSession, type SessionPorts } from "./sessions.ts";

const recoveryCodes = 10;
const mostPasskeys = 10;

/** What second factors need. */
export type FactorPorts = SessionPorts & { readonly limiter: RateLimiter; readonly verifier: PasskeyVerifier };

/** What a browser answered to which challenges. */
export type PasskeyAnswer = {
  readonly response: unknown;
  readonly place: PasskeyPlace;
  readonly challenges: readonly string[];
};

/** `token` is of a full session; every earlier session has ended. `codes` are shown once, and only when they are new. */
export type EnrolOutcome =
  | { readonly kind: "enrolled"; readonly token: string; readonly codes: readonly string[] }
  | { readonly kind: "wrong" }
  | { readonly kind: "last-factor" }
  | { readonly kind: "conflict" };

/** `token` is of a full session. */
export type ProveOutcome =
  | { readonly kind: "proved"; readonly token: string; readonly recoveryUsed: boolean }
  | { readonly kind: "wrong" }
  | { readonly kind: "too-many" };

/** Sets the code generator up, or a new one in its place, once a code proves that the app has it. */
export async function enrolGenerator(
  ports: FactorPorts,
  clock: Clock,
  administrator: Administrator,
  typed: { readonly secret: string; readonly code: string },
): Promise<EnrolOutcome> {
  const now = clock.now();
  const step = stepOf(typed.secret, typed.code, now);
  if (step === null) return { kind: "wrong" };
  const generator = { secret: typed.secret, lastStep: step, since: now.toISOString() };
  return enrol(ports, clock, administrator, { generator });
}

/** Adds a passkey that the browser made. */
export async function enrolPasskey(
  ports: FactorPorts,
  clock: Clock,
  administrator: Administrator,
  given: PasskeyAnswer & { readonly name: string },
): Promise<EnrolOutcome> {
  const passkeys = administrator.passkeys ?? {};
  if (Object.keys(passkeys).length >= mostPasskeys) return { kind: "wrong" };
  const key = await ports.verifier.added(given.response, given.place, given.challenges);
  if (key === null || passkeys[key.id] !== undefined) return { kind: "wrong" };
  const passkey = { ...key, name: given.name, createdAt: clock.now().toISOString() };
  return enrol(ports, clock, administrator, { passkeys: { ...passkeys, [key.id]: passkey } });
}

/** Takes a factor away, unless it is the last one. */
export async function dropFactor(
  ports: FactorPorts,
  clock: Clock,
  administrator: Administrator,
  which: { readonly passkey: string } | "generator",
): Promise<EnrolOutcome> {
  const { generator, passkeys = {} } = administrator;
  const left = Object.fromEntries(
    Object.entries(passkeys).filter(([id]) => which === "generator" || id !== which.passkey),
  );
  const rest = which === "generator" ? { passkeys } : { generator, passkeys: left };
  if (!hasFactor(rest)) return { kind: "last-factor" };
  const change = which === "generator" ? { generator: null } : { passkeys: left };
  return apply(ports, clock, administrator, change, []);
}

/** Ten new recovery codes in place of the old ones. */
export async function renewRecovery(ports: FactorPorts, clock: Clock, administrator: Administrator) {
  const codes = newCodes(clock);
  return apply(ports, clock, administrator, { recovery: hashesOf(codes) }, codes);
}

/** Checks a code of the generator, or uses a recovery code up. */
export async function proveByCode(
  ports: FactorPorts,
  clock: Clock,
  administrator: Administrator,
  code: string,
): Promise<ProveOutcome> {
  const { userName, generator } = administrator;
  if (!(await mayProve(ports, userName))) return { kind: "too-many" };
  const step = generator === undefined ? null : stepOf(generator.secret, code, clock.now());
  if (step !== null) {
    if (!(await ports.administrators.spendStep(userName, step))) return { kind: "wrong" };
    return { kind: "proved", token: await openSession(ports, clock, administrator, "full"), recoveryUsed: false };
  }
  if (normalGeneratedPassword(code).length !== 16) return { kind: "wrong" };
  if (!(await ports.administrators.spendRecovery(userName, hashOf(code)))) return { kind: "wrong" };
  return { kind: "proved", token: await openSession(ports, clock, administrator, "full"), recoveryUsed: true };
}

/** Checks a passkey's answer; each is good for one sign-in. */
export async function proveByPasskey(
  ports: FactorPorts,
  clock: Clock,
  administrator: Administrator,
  given: PasskeyAnswer & { readonly id: string },
): Promise<ProveOutcome> {
  const { userName } = administrator;
  if (!(await mayProve(ports, userName))) return { kind: "too-many" };
  const passkey = administrator.passkeys?.[given.id];
  if (passkey === undefined) return { kind: "wrong" };
  const counter = await ports.verifier.used(given.response, given.place, given.challenges, passkey);
  if (counter === null) return { kind: "wrong" };
  const once = `admin-passkey#${tokenHash(JSON.stringify(given.response))}`;
  if (!(await ports.limiter.take(once, { max: 1, seconds: 86_400 }))) return { kind: "wrong" };
  await ports.administrators.countPasskey(userName, given.id, counter);
  return { kind: "proved", token: await openSession(ports, clock, administrator, "full"), recoveryUsed: false };
}

/** Whoever gets here knows the password, so tries can be stopped hard without locking out by strangers. */
function mayProve({ limiter }: FactorPorts, userName: string): Promise<boolean> {
  return limiter.take(`admin-second#${userName}`, { max: 10, seconds: 900 });
}

async function enrol(ports: FactorPorts, clock: Clock, administrator: Administrator, change: AdministratorChange) {
  const known = Object.keys(administrator.recovery ?? {}).length > 0;
  const codes = known ? [] : newCodes(clock);
  return apply(ports, clock, administrator, known ? change : { ...change, recovery: hashesOf(codes) }, codes);
}

async function apply(
  ports: FactorPorts,
  clock: Clock,
  { userName, generation }: Administrator,
  change: AdministratorChange,
  codes: readonly string[],
): Promise<EnrolOutcome> {
  if (!(await ports.administrators.change(userName, generation, change))) return { kind: "conflict" };
  const token = await openSession(ports, clock, { userName, generation: generation + 1 }, "full");
  return { kind: "enrolled", token, codes };
}

function newCodes(clock: Clock): string[] {
  return Array.from({ length: recoveryCodes }, () => newGeneratedPassword(clock));
}

function hashesOf(codes: readonly string[]): Record<string, boolean> {
  return Object.fromEntries(codes.map((code) => [hashOf(code), true]));
}

function hashOf(code: string): string {
  return tokenHash(`admin-recovery:${normalGeneratedPassword(code)}`);
}
