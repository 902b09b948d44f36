import { createHmac } from "node:crypto";
import type { Clock } from "../clock.ts";
import { type Account, hasSecondFactor } from "./account.ts";
import { base32, stepOf } from "./code-generator.ts";
import { newGeneratedPassword, normalGeneratedPassword } from "./generated-password.ts";
import type { AccountPorts } from "./ports.ts";
import { limits, sourceNetwork } from "./rate-limit.ts";
import { tokenHash } from "./token-hash.ts";

const recoveryCodes = 10;

type Ports = Pick<AccountPorts, "accounts" | "limiter" | "pause">;

/** A secret for a new code generator; nothing is kept until a code of it was typed. */
export function newGeneratorSecret(clock: Pick<Clock, "token">): string {
  return base32(Buffer.from(clock.token(20), "base64url"));
}

/**
 * Turns the code generator on, once a code proves that the app has it; answers the recovery codes. They follow from the
 * secret, so that a form that was sent twice shows those that are kept.
 */
export async function turnOnGenerator(
  ports: Pick<AccountPorts, "accounts" | "outbox">,
  clock: Clock,
  account: Account,
  typed: { readonly secret: string; readonly code: string },
): Promise<readonly string[] | null> {
  const now = clock.now();
  const step = stepOf(typed.secret, typed.code, now);
  if (step === null) return null;
  const codes = recoveryCodesOf(typed.secret);
  if (account.generator !== undefined) return account.generator.secret === typed.secret ? codes : null;
  const hashes = Object.fromEntries(codes.map((code) => [hashOf(code), true]));
  const generator = { secret: typed.secret, lastStep: step, since: now.toISOString() };
  await ports.accounts.setGenerator(account.address, generator, hashes);
  await ports.outbox.add({ kind: "account-changed", address: account.address, change: "second-factor-on" });
  return codes;
}

/** Turns it off for whoever is signed in and has proved it anew. */
export async function turnOffGenerator(
  ports: Pick<AccountPorts, "accounts" | "outbox">,
  account: Account,
): Promise<void> {
  await ports.accounts.setGenerator(account.address, null, {});
  await ports.outbox.add({ kind: "account-changed", address: account.address, change: "second-factor-off" });
}

/** Checks a code of the generator, or uses a recovery code up. Tries are slowed, never locked. */
export async function proveSecondFactor(
  ports: Ports & Pick<AccountPorts, "outbox">,
  clock: Clock,
  account: Account,
  typed: { readonly code: string; readonly source: string },
): Promise<"proved" | "wrong" | "too-many"> {
  if (!hasSecondFactor(account) || account.generator === undefined) return "proved";
  const { address } = account;
  const source = sourceNetwork(typed.source);
  const [byBoth, byAccount] = await Promise.all([
    ports.limiter.take(`second/both/${address}/${source}`, limits.secondByAccountAndSource),
    ports.limiter.take(`second/account/${address}`, limits.secondByAccount),
  ]);
  if (!byBoth) return "too-many";
  if (!byAccount) await ports.pause(2000);
  const step = stepOf(account.generator.secret, typed.code, clock.now());
  if (step !== null) return (await ports.accounts.spendStep(address, step)) ? "proved" : "wrong";
  if (normalGeneratedPassword(typed.code).length !== 16) return "wrong";
  if (!(await ports.accounts.spendRecovery(address, hashOf(typed.code)))) return "wrong";
  await ports.outbox.add({ kind: "account-changed", address, change: "recovery-used" });
  return "proved";
}

function recoveryCodesOf(secret: string): string[] {
  return Array.from({ length: recoveryCodes }, (_, number) => {
    const bytes = createHmac("sha256", secret).update(`recovery code ${number}`).digest();
    return newGeneratedPassword({ token: (count) => bytes.subarray(0, count).toString("base64url") });
  });
}

function hashOf(code: string): string {
  return tokenHash(`recovery:${normalGeneratedPassword(code)}`);
}
