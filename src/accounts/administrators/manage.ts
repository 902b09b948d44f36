import type { Clock } from "../../clock.ts";
import type { Role } from "../../contracts/admin-api/role-names.ts";
import { SealgateError } from "../../errors.ts";
import type { Outbox } from "../../tracking/outbox.ts";
import { type Administrator, type AdministratorChange, type AdministratorStore, hasFactor } from "./administrator.ts";
import { noFactor } from "./first-password.ts";

const attempts = 8;

/** What managing administrators needs. */
export type ManagePorts = { readonly administrators: AdministratorStore; readonly outbox: Outbox };

/** Who is changed, as of which generation. */
export type Target = { readonly subjectId: string; readonly generation: number };

/** What became of a change; `after` is null when the administrator is gone. */
export type ManageOutcome =
  | { readonly kind: "done"; readonly before: Administrator; readonly after: Administrator | null }
  | { readonly kind: "not-found" }
  /** Changed by somebody else meanwhile. */
  | { readonly kind: "conflict" }
  /** Nobody else could manage administrators any more. */
  | { readonly kind: "last-owner" };

/** Creates an administrator and sends the mail for the first sign-in; null when the user name is taken. */
export async function invite(
  ports: ManagePorts,
  clock: Clock,
  person: { readonly userName: string; readonly address: string; readonly role: Role },
): Promise<Administrator | null> {
  const now = clock.now();
  const administrator: Administrator = {
    ...person,
    subjectId: clock.token(16),
    createdAt: now.toISOString(),
    generation: 0,
    credential: { kind: "none" },
  };
  if (!(await ports.administrators.create(administrator))) return null;
  await mail(ports, now, person.userName, "invited");
  return { ...administrator, invitedAt: now.toISOString() };
}

/** Gives another role; every session of theirs ends. */
export function changeRole(ports: ManagePorts, target: Target, role: Role): Promise<ManageOutcome> {
  return apply(ports, target, { role }, role !== "owner");
}

/** Shuts somebody out, or lets them in again. */
export function setDisabled(ports: ManagePorts, target: Target, disabled: boolean): Promise<ManageOutcome> {
  return apply(ports, target, { disabled }, disabled);
}

/** Takes password and second factor away and mails a new one-time password. */
export async function reset(ports: ManagePorts, clock: Clock, target: Target): Promise<ManageOutcome> {
  const outcome = await apply(ports, target, { ...noFactor, credential: { kind: "none" } }, true);
  if (outcome.kind === "done") await mail(ports, clock.now(), outcome.before.userName, "reset");
  return outcome;
}

/** Removes the administrator; the audit log keeps the name until it is erased there. */
export function remove(ports: ManagePorts, target: Target): Promise<ManageOutcome> {
  return apply(ports, target, null, true);
}

/** Whether somebody can manage administrators now. */
function isActiveOwner(administrator: Administrator): boolean {
  const { role, disabled, credential } = administrator;
  return role === "owner" && !disabled && credential.kind === "chosen" && hasFactor(administrator);
}

async function mail(ports: ManagePorts, now: Date, userName: string, occasion: "invited" | "reset"): Promise<void> {
  await ports.outbox.add({ kind: "first-sign-in", userName, occasion });
  await ports.administrators.markInvited(userName, now);
}

/** Two changes that would each leave the other's owner alone cannot both pass: they meet at the owners' version. */
async function apply(
  { administrators }: ManagePorts,
  { subjectId, generation }: Target,
  change: AdministratorChange | null,
  mayCostAnOwner: boolean,
): Promise<ManageOutcome> {
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    const version = await administrators.ownersVersion();
    const all = await administrators.list();
    const before = all.find((each) => each.subjectId === subjectId);
    if (before === undefined) return { kind: "not-found" };
    if (before.generation !== generation) return { kind: "conflict" };
    const others = all.filter((each) => each !== before && isActiveOwner(each));
    if (mayCostAnOwner && isActiveOwner(before) && others.length === 0) return { kind: "last-owner" };
    const done =
      mayCostAnOwner || change === null
        ? await administrators.changeOwners(version, before.userName, generation, change)
        : await administrators.change(before.userName, generation, change);
    if (done) return { kind: "done", before, after: change === null ? null : changed(before, change) };
  }
  throw new SealgateError("busy", 503, "administrators were changed again and again meanwhile");
}

function changed(before: Administrator, change: AdministratorChange): Administrator {
  const given = Object.entries(change).filter(([, value]) => value !== null);
  const kept = Object.entries(before).filter(([key]) => change[key as keyof AdministratorChange] !== null);
  return { ...Object.fromEntries([...kept, ...given]), generation: before.generation + 1 } as Administrator;
}
