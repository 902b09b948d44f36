import type { PolicySet } from "../contracts/policies.ts";

/** Policies as the text of their file, all defaults filled in. */
export function policiesText(policySet: PolicySet): string {
  return `${JSON.stringify(policySet, null, 2)}\n`;
}
