import type { PolicySet } from "../contracts/policies.ts";

/** Says which of the groups is not in the policy set; null when all are. */
export function unknownGroup(groups: readonly string[], policySet: Pick<PolicySet, "groups">): string | null {
  const missing = groups.find((id) => !policySet.groups.some((group) => group.id === id));
  return missing === undefined ? null : `there is no group ${JSON.stringify(missing)}`;
}
