import { createHash } from "node:crypto";
import type { Clock } from "../clock.ts";
import type { Account, Passkey } from "./account.ts";
import type { AccountPorts } from "./ports.ts";
import { limits, sourceNetwork } from "./rate-limit.ts";
import { type Browser, startSession } from "./session.ts";
import { tokenHash } from "./token-hash.ts";

const most = 10;
const windowSeconds = 300;

/** Where passkeys are made and used: the portal's own origin, and its host as their scope. */
export type PasskeyPlace = { readonly origin: string; readonly host: string };

/** What a browser answered, checked against the place and the challenges that may be answered. */
export type PasskeyVerifier = {
  /** The key of a new passkey; null when the answer is not right. */
  added(
    response: unknown,
    place: PasskeyPlace,
    challenges: readonly string[],
  ): Promise<Omit<Passkey, "name" | "createdAt"> | null>;
  /** The new counter; null when the answer is not right. */
  used(response: unknown, place: PasskeyPlace, challenges: readonly string[], passkey: Passkey): Promise<number | null>;
};

/** Challenges that this browser may answer now: bound to its visit, which only it knows, and to a few minutes. */
export function challengesOf(visit: string, now: Date): readonly [current: string, previous: string] {
  const window = Math.floor(now.getTime() / 1000 / windowSeconds);
  const at = (each: number) => createHash("sha256").update(`passkey:${each}:${visit}`).digest("base64url");
  return [at(window), at(window - 1)];
}

type Ports = Pick<AccountPorts, "accounts" | "limiter" | "outbox" | "sessions">;
type Given = { readonly response: unknown; readonly place: PasskeyPlace; readonly challenges: readonly string[] };

/** Adds a passkey to the account of who is signed in. */
export async function addPasskey(
  ports: Ports,
  verifier: PasskeyVerifier,
  clock: Clock,
  account: Account,
  given: Given & { readonly name: string },
): Promise<"added" | "refused"> {
  if (Object.keys(account.passkeys ?? {}).length >= most) return "refused";
  const key = await verifier.added(given.response, given.place, given.challenges);
  if (key === null) return "refused";
  const passkey = { ...key, name: given.name, createdAt: clock.now().toISOString() };
  if (!(await ports.accounts.addPasskey(account.address, passkey))) return "refused";
  await ports.outbox.add({ kind: "account-changed", address: account.address, change: "passkey-on" });
  return "added";
}

/** Removes a passkey of one's own. */
export async function removePasskey(ports: Ports, account: Account, id: string): Promise<void> {
  if (!Object.hasOwn(account.passkeys ?? {}, id)) return;
  await ports.accounts.removePasskey(account.address, id);
  await ports.outbox.add({ kind: "account-changed", address: account.address, change: "passkey-off" });
}

/** Signs in by a passkey, which proves possession and person at once. Each answer is good for one sign-in. */
export async function signInByPasskey(
  ports: Ports,
  verifier: PasskeyVerifier,
  clock: Clock,
  given: Given & { readonly id: string; readonly source: string; readonly browser: Browser },
): Promise<{ outcome: "signed-in"; address: string; session: string } | { outcome: "wrong" | "too-many" }> {
  const key = `passkey/source/${sourceNetwork(given.source)}`;
  if (!(await ports.limiter.take(key, limits.signInBySource))) return { outcome: "too-many" };
  const address = await ports.accounts.ownerOfPasskey(given.id);
  const account = address === null ? null : await ports.accounts.find(address);
  const passkey = account?.passkeys?.[given.id];
  if (!account || passkey === undefined) return { outcome: "wrong" };
  const counter = await verifier.used(given.response, given.place, given.challenges, passkey);
  if (counter === null) return { outcome: "wrong" };
  const once = `passkey/used/${tokenHash(JSON.stringify(given.response))}`;
  if (!(await ports.limiter.take(once, { max: 1, seconds: 24 * 60 * 60 }))) return { outcome: "wrong" };
  await ports.accounts.countPasskey(account.address, given.id, counter);
  const how = { browser: given.browser, proved: true, strong: true };
  const session = await startSession(ports.sessions, clock, account, how);
  return { outcome: "signed-in", address: account.address, session };
}
