import type { PolicySet } from "../contracts/policies.ts";
import type { Group } from "../contracts/policies-directory.ts";
import { comparableAddress, domainOf } from "./address-match.ts";
import type { Directory } from "./types.ts";

type Source = Pick<PolicySet, "groups" | "attributes">;

const known = new WeakMap<Source, Directory>();

/** The groups and attributes of a policies file as a directory; made once for a policy set. */
export function directoryOf(policySet: Source): Directory {
  const directory = known.get(policySet) ?? makeDirectory(policySet);
  known.set(policySet, directory);
  return directory;
}

function makeDirectory({ groups, attributes }: Source): Directory {
  const around = nesting(groups);
  const byAddress = new Map<string, string[]>();
  const byDomain = new Map<string, string[]>();
  for (const { id, addresses, domains } of groups) {
    for (const address of addresses) enter(byAddress, comparableAddress(address), id);
    for (const domain of domains) enter(byDomain, domain, id);
  }
  const people = new Map(
    Object.entries(attributes).map(([address, of]) => [comparableAddress(address), lowerKeys(of)]),
  );
  return {
    groupsOf: (address) => {
      const direct = [...(byAddress.get(comparableAddress(address)) ?? []), ...(byDomain.get(domainOf(address)) ?? [])];
      return [...new Set(direct.flatMap((id) => [...(around.get(id) ?? [])]))];
    },
    attributesOf: (address) => people.get(comparableAddress(address)) ?? {},
  };
}

/** For each group, itself and every group around it. */
function nesting(groups: readonly Group[]): ReadonlyMap<string, ReadonlySet<string>> {
  const parents = new Map<string, string[]>();
  for (const group of groups) for (const inner of group.groups) enter(parents, inner, group.id);
  return new Map(
    groups.map(({ id }) => {
      const reached = new Set([id]);
      for (const one of reached) for (const parent of parents.get(one) ?? []) reached.add(parent);
      return [id, reached];
    }),
  );
}

function enter(map: Map<string, string[]>, key: string, value: string): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, [value]);
  else if (list.at(-1) !== value) list.push(value);
}

function lowerKeys(of: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(of).map(([name, value]) => [name.toLowerCase(), value]));
}
