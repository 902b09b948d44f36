import type { AdministratorStore } from "../accounts/administrators/administrator.ts";
import { createFirstAdministrator, firstUserName } from "../accounts/administrators/first-password.ts";
import type { Clock } from "../clock.ts";
import { firstPolicies } from "../policy/first-policies.ts";
import type { PolicyRepository } from "../policy/repository.ts";
import type { Outbox } from "../tracking/outbox.ts";
import type { GatewaySecrets } from "./gateway-secrets.ts";

const secretBytes = 32;

/** Where the first settings are written. */
export type InstallPorts = {
  readonly companyDomains: readonly string[];
  readonly policies: PolicyRepository;
  readonly secrets: GatewaySecrets;
  readonly administrators: AdministratorStore;
  readonly outbox: Outbox;
};

/** Writes what a new gateway needs to start, and nothing that is there already; it may run any number of times. */
export async function installFirstSettings(ports: InstallPorts, clock: Clock): Promise<void> {
  if ((await ports.policies.current()) === null) {
    const policySet = firstPolicies([...ports.companyDomains]);
    const note = "The first policies, written at installation.";
    await ports.policies.publish({ basedOn: 0, policySet, by: "installation", at: clock.now(), note });
  }
  await ports.secrets.createIfAbsent({
    connector: [clock.token(secretBytes), clock.token(secretBytes)],
    marker: clock.token(secretBytes),
  });
  await createFirstAdministrator(ports, clock);
  await inviteFirstAdministrator(ports, clock);
}

/** The note comes after the effect: a crash between them sends the mail twice rather than never. */
async function inviteFirstAdministrator({ administrators, outbox }: InstallPorts, clock: Clock): Promise<void> {
  const administrator = await administrators.find(firstUserName);
  if (administrator?.credential.kind !== "none" || administrator.invitedAt !== undefined) return;
  await outbox.add({ kind: "first-sign-in", userName: firstUserName });
  await administrators.markInvited(firstUserName, clock.now());
}
