import type { PolicySet } from "../contracts/policies.ts";
import type { Dictionaries } from "./conditions/define-condition.ts";

const known = new WeakMap<PolicySet, Dictionaries>();

/** The dictionaries of a policy set by id. */
export function dictionariesOf(policySet: PolicySet): Dictionaries {
  const dictionaries = known.get(policySet) ?? new Map(policySet.dictionaries.map((one) => [one.id, one]));
  known.set(policySet, dictionaries);
  return dictionaries;
}
