import type { Selector } from "../contracts/tls-policies.ts";
import { domainOf } from "../mail/addresses.ts";
import { inDomain, sameAddress } from "./same-address.ts";
import type { TlsContext, TlsDirectory } from "./types.ts";

const ranks: Readonly<Record<Selector["kind"], number>> = {
  everyone: 0,
  internal: 1,
  external: 1,
  domain: 2,
  group: 3,
  attribute: 4,
  individual: 5,
};

/** How specific a selector is; more is more specific. */
export function specificityOf({ kind }: Selector): number {
  return ranks[kind];
}

/** Whether a selector names an address. */
export function selects(selector: Selector, address: string, { companyDomains, directory }: TlsContext): boolean {
  switch (selector.kind) {
    case "everyone":
      return true;
    case "internal":
      return companyDomains.has(domainOf(address));
    case "external":
      return !companyDomains.has(domainOf(address));
    case "domain":
      return inDomain(address, selector.domain, selector.subdomains);
    case "group":
      return groupsAround(address, directory).has(selector.group);
    case "attribute":
      return sameValue(directory.attributesOf(address)[selector.name], selector.value);
    case "individual":
      return sameAddress(address, selector.address);
  }
}

/** The groups an address is in, and those that these are members of; circles end. */
function groupsAround(address: string, directory: TlsDirectory): ReadonlySet<string> {
  const found = new Set<string>();
  const open = [...directory.groupsOf(address)];
  for (let group = open.pop(); group !== undefined; group = open.pop()) {
    if (found.has(group)) continue;
    found.add(group);
    open.push(...(directory.containing?.(group) ?? []));
  }
  return found;
}

function sameValue(given: string | undefined, wanted: string): boolean {
  return given !== undefined && given.trim().toLowerCase() === wanted.trim().toLowerCase();
}

/** Best specificity by which a side of a policy names all the addresses; null when it leaves one out. */
export function sideMatch(side: readonly Selector[], addresses: readonly string[], context: TlsContext): number | null {
  if (addresses.length === 0) return side.some(({ kind }) => kind === "everyone") ? ranks.everyone : null;
  let least: number | null = null;
  for (const address of addresses) {
    const fitting = side.filter((selector) => selects(selector, address, context)).map(specificityOf);
    if (fitting.length === 0) return null;
    const best = Math.max(...fitting);
    least = least === null ? best : Math.min(least, best);
  }
  return least;
}
