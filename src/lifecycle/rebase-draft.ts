import { type Conflict, type DraftEntry, type DraftPolicies, sections } from "../contracts/admin-api/drafts.ts";
import { changedSettings } from "./changed-settings.ts";
import { nameOf } from "./check-policies.ts";
import { sameValue } from "./same-value.ts";
import { withDefaults } from "./with-defaults.ts";

/** A draft put on another version, or what must be chosen first. */
export type Rebased = { readonly policies: DraftPolicies; readonly conflicts: readonly Conflict[] };

type Choices = Readonly<Record<string, "mine" | "theirs">>;
type Three<Value> = { readonly base: Value; readonly mine: Value; readonly theirs: Value };
type Merge = { readonly choices: Choices; readonly conflicts: Conflict[] };

/** Carries what a draft changed since its base over to the version in force; what both changed needs a choice. */
export function rebaseDraft(three: Three<DraftPolicies>, choices: Choices): Rebased {
  const base = withDefaults(three.base);
  const mine = withDefaults(three.mine);
  const theirs = withDefaults(three.theirs);
  const merge: Merge = { choices, conflicts: [] };
  const policies: DraftPolicies = { ...theirs };
  for (const section of sections) {
    policies[section] = mergeList(
      section,
      { base: base[section], mine: mine[section], theirs: theirs[section] },
      merge,
    );
  }
  for (const key of ["otherwise", "unreadable"] as const) {
    policies[key] = pick(key, key, { base: base[key], mine: mine[key], theirs: theirs[key] }, merge) ?? {};
  }
  policies.attributes = mergePeople({ base: base.attributes, mine: mine.attributes, theirs: theirs.attributes }, merge);
  return { policies, conflicts: merge.conflicts };
}

function mergeList(section: string, { base, mine, theirs }: Three<readonly DraftEntry[]>, merge: Merge): DraftEntry[] {
  const of = (list: readonly DraftEntry[]) => new Map(list.map((entry) => [entry.id, entry]));
  const [old, own, other] = [of(base), of(mine), of(theirs)];
  const merged = new Map<string, DraftEntry>();
  for (const id of mergedOrder({ base: [...old.keys()], mine: [...own.keys()], theirs: [...other.keys()] })) {
    const three = { base: old.get(id), mine: own.get(id), theirs: other.get(id) };
    const name = nameOf(three.mine ?? three.theirs ?? { id });
    const picked = pick(`${section}/${id}`, name, three, merge);
    if (picked !== undefined) merged.set(id, picked);
  }
  return [...merged.values()];
}

/** The draft's order where it changed the base's, with entries that only the other side has behind their neighbours. */
function mergedOrder({ base, mine, theirs }: Three<readonly string[]>): string[] {
  const isReordered = !sameValue(
    base.filter((id) => mine.includes(id)),
    mine.filter((id) => base.includes(id)),
  );
  const [first, second] = isReordered ? [mine, theirs] : [theirs, mine];
  const order = [...first];
  for (const [index, id] of second.entries()) {
    if (order.includes(id)) continue;
    const neighbour = second.slice(0, index).findLast((one) => order.includes(one));
    order.splice(neighbour === undefined ? 0 : order.indexOf(neighbour) + 1, 0, id);
  }
  return order;
}

function pick<Value>(key: string, name: string, { base, mine, theirs }: Three<Value>, merge: Merge): Value {
  if (sameValue(mine, base) || sameValue(mine, theirs)) return theirs;
  if (sameValue(theirs, base)) return mine;
  const choice = merge.choices[key];
  if (choice !== undefined) return choice === "mine" ? mine : theirs;
  const [section = ""] = key.split("/", 1);
  merge.conflicts.push({ key, section, name, mine: changeOf(base, mine), theirs: changeOf(base, theirs) });
  return mine;
}

function changeOf(base: unknown, now: unknown): string {
  if (now === undefined) return "removed";
  if (base === undefined) return "added";
  return changedSettings(base as Record<string, unknown>, now as Record<string, unknown>).join("; ");
}

type People = DraftPolicies["attributes"];

function mergePeople({ base, mine, theirs }: Three<People>, merge: Merge): People {
  const all = new Set([...Object.keys(theirs), ...Object.keys(mine)]);
  const picked = [...all].map((address) => {
    const three = { base: base[address], mine: mine[address], theirs: theirs[address] };
    return [address, pick(`attributes/${address}`, address, three, merge)] as const;
  });
  return Object.fromEntries(picked.filter(([, value]) => value !== undefined));
}
