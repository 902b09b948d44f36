import { comparableAddress as foldAddress, domainOf as foldDomain } from "../mail/addresses.ts";

const MOST_KEPT = 2_000;
const domains = new Map<string, string>();
const addresses = new Map<string, string>();

/** The domain of an address; kept for a while, since every policy asks for the same few. */
export function domainOf(address: string): string {
  return remember(domains, address, foldDomain);
}

/** An address in the form that is compared; kept for a while like its domain. */
export function comparableAddress(address: string): string {
  return remember(addresses, address, foldAddress);
}

function remember(kept: Map<string, string>, address: string, make: (address: string) => string): string {
  const known = kept.get(address);
  if (known !== undefined) return known;
  if (kept.size >= MOST_KEPT) kept.clear();
  const made = make(address);
  kept.set(address, made);
  return made;
}

const addressSets = new WeakMap<readonly string[], ReadonlySet<string>>();
const domainSets = new WeakMap<readonly string[], ReadonlySet<string>>();

/** A list of addresses as a set of comparable ones; case is ignored. Made once for a list. */
export function addressSet(list: readonly string[]): ReadonlySet<string> {
  const set = addressSets.get(list) ?? new Set(list.map(foldAddress));
  addressSets.set(list, set);
  return set;
}

/** A list of domains as a set. Made once for a list. */
export function domainSet(list: readonly string[]): ReadonlySet<string> {
  const set = domainSets.get(list) ?? new Set(list);
  domainSets.set(list, set);
  return set;
}

/** The listed domain that an address is in, or below where subdomains count; null where there is none. */
export function inDomains(address: string, listedDomains: ReadonlySet<string>, subdomains: boolean): string | null {
  if (listedDomains.size === 0) return null;
  let domain = domainOf(address);
  for (;;) {
    if (listedDomains.has(domain)) return domain;
    const dot = domain.indexOf(".");
    if (!subdomains || dot < 0) return null;
    domain = domain.slice(dot + 1);
  }
}

/** Joins a list for a sentence: "a, b or c". */
export function listed(items: readonly string[]): string {
  const shown = items.slice(0, 20);
  const rest = items.length - shown.length;
  const all = rest > 0 ? [...shown, `${rest} more`] : shown;
  return all.length < 2 ? (all[0] ?? "") : `${all.slice(0, -1).join(", ")} or ${all.at(-1)}`;
}
