import type { Clock } from "../../clock.ts";
import { SealgateError } from "../../errors.ts";
import { newGeneratedPassword, normalGeneratedPassword } from "../generated-password.ts";
import { hashPassword } from "../password.ts";
import type { Administrator, AdministratorChange, AdministratorStore, Credential } from "./administrator.ts";

const validMs = 7 * 24 * 3_600_000;
const tries = 5;

type Ports = { readonly administrators: AdministratorStore };

/** What takes every second factor away. */
export const noFactor = { generator: null, recovery: null, passkeys: null } as const satisfies AdministratorChange;

/** The first administrator's user name. */
export const firstUserName = "admin";

/** Creates the first administrator, an owner; a second call changes nothing. */
export async function createFirstAdministrator(ports: Ports, clock: Clock): Promise<void> {
  await ports.administrators.create({
    userName: firstUserName,
    subjectId: clock.token(16),
    role: "owner",
    createdAt: clock.now().toISOString(),
    generation: 0,
    credential: { kind: "none" },
  });
}

/**
 * Makes the password for the first sign-in and keeps only its hash. An unused one is replaced (the mail may be sent
 * twice); null when it was used or a password was chosen, and then there is nothing to send.
 */
export async function makeOneTimePassword(ports: Ports, clock: Clock, userName: string): Promise<string | null> {
  const isOpen = ({ credential }: Administrator) => credential.kind === "none" || credential.kind === "one-time";
  return replaceByOneTime(ports, clock, userName, { allowed: isOpen, change: {} });
}

/** Puts a one-time password in place of whatever the administrator had, second factor too, and ends every session. */
export async function resetAdministrator(ports: Ports, clock: Clock, userName: string): Promise<string | null> {
  return replaceByOneTime(ports, clock, userName, { allowed: () => true, change: { ...noFactor, disabled: false } });
}

async function replaceByOneTime(
  ports: Ports,
  clock: Clock,
  userName: string,
  { allowed, change }: { allowed: (administrator: Administrator) => boolean; change: AdministratorChange },
): Promise<string | null> {
  const password = newGeneratedPassword(clock);
  const credential: Credential = {
    kind: "one-time",
    hash: await hashPassword(normalGeneratedPassword(password)),
    expiresAt: new Date(clock.now().getTime() + validMs).toISOString(),
  };
  for (let attempt = 0; attempt < tries; attempt += 1) {
    const administrator = await ports.administrators.find(userName);
    if (!administrator || !allowed(administrator)) return null;
    const { generation } = administrator;
    if (await ports.administrators.change(userName, generation, { ...change, credential })) return password;
  }
  throw new SealgateError("busy", 503, "the administrator was changed again and again meanwhile");
}
