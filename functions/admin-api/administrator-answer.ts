import type { Administrator } from "../../src/accounts/administrators/administrator.ts";
import type { AdministratorRow } from "../../src/contracts/admin-api/administrators.ts";

/** An administrator without anything to sign in with. */
export function describeAdministrator(administrator: Administrator): AdministratorRow {
  const { subjectId, userName, role, address, createdAt, invitedAt, generation, generator, passkeys } = administrator;
  return {
    subjectId,
    userName,
    role,
    state: stateOf(administrator),
    address,
    factors: [
      ...(generator === undefined ? [] : (["generator"] as const)),
      ...(Object.keys(passkeys ?? {}).length === 0 ? [] : (["passkey"] as const)),
    ],
    createdAt,
    invitedAt,
    version: generation,
  };
}

/** What of an administrator the audit log keeps; names and addresses are no part of it. */
export function auditedAdministrator(administrator: Administrator | null) {
  return administrator === null ? null : { role: administrator.role, state: stateOf(administrator) };
}

function stateOf({ disabled, credential }: Administrator): AdministratorRow["state"] {
  if (disabled) return "disabled";
  return credential.kind === "chosen" ? "active" : "invited";
}
