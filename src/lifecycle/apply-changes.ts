import type { DraftChange, DraftEntry, DraftPolicies } from "../contracts/admin-api/drafts.ts";

/** A draft's policies with changes made to them, one after the other; those that concern nothing there change nothing. */
export function applyChanges(policies: DraftPolicies, changes: readonly DraftChange[]): DraftPolicies {
  return changes.reduce(applyChange, policies);
}

function applyChange(policies: DraftPolicies, change: DraftChange): DraftPolicies {
  if ("set" in change) return { ...policies, [change.set]: change.value };
  if ("put" in change) return { ...policies, [change.put]: put(policies[change.put], change.value, change.at) };
  if ("remove" in change) {
    return { ...policies, [change.remove]: policies[change.remove].filter(({ id }) => id !== change.id) };
  }
  const moved = policies[change.move].find(({ id }) => id === change.id);
  if (moved === undefined) return policies;
  const rest = policies[change.move].filter((entry) => entry !== moved);
  return { ...policies, [change.move]: rest.toSpliced(change.to, 0, moved) };
}

function put(list: readonly DraftEntry[], value: DraftEntry, at = list.length): DraftEntry[] {
  const known = list.findIndex(({ id }) => id === value.id);
  return known < 0 ? list.toSpliced(at, 0, value) : list.with(known, value);
}
