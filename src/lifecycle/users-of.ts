import type { DraftPolicies } from "../contracts/admin-api/drafts.ts";
import { nameOf } from "./check-policies.ts";

const named = new WeakMap<DraftPolicies, ReadonlyMap<string, readonly string[]>>();

/** Names of the policies and groups that name a group or dictionary. */
export function usersOf(id: string, policies: DraftPolicies): readonly string[] {
  const known = named.get(policies) ?? readNames(policies);
  named.set(policies, known);
  return known.get(id) ?? [];
}

function readNames({ policies, groups }: DraftPolicies): ReadonlyMap<string, readonly string[]> {
  const users = new Map<string, string[]>();
  const enter = (id: string, user: string) => {
    const list = users.get(id) ?? [];
    if (!list.includes(user)) users.set(id, [...list, user]);
  };
  for (const entry of policies) for (const id of namesIn(entry)) enter(id, nameOf(entry));
  for (const entry of groups) {
    if (Array.isArray(entry.groups)) for (const id of entry.groups) enter(String(id), nameOf(entry));
  }
  return users;
}

function* namesIn(value: unknown, key = ""): Generator<string> {
  if (Array.isArray(value)) for (const item of value) yield* namesIn(item, key);
  else if (typeof value === "string" && (key === "groups" || key === "dictionary")) yield value;
  else if (typeof value === "object" && value !== null) {
    for (const [name, item] of Object.entries(value)) yield* namesIn(item, name);
  }
}
