import { comparableAddress, domainOf } from "../mail/addresses.ts";

const addressSets = new WeakMap<readonly string[], ReadonlySet<string>>();
const domainSets = new WeakMap<readonly string[], ReadonlySet<string>>();

/** A list of addresses as a set of comparable ones; case is ignored. Made once for a list. */
export function addressSet(addresses: readonly string[]): ReadonlySet<string> {
  const set = addressSets.get(addresses) ?? new Set(addresses.map(comparableAddress));
  addressSets.set(addresses, set);
  return set;
}

/** A list of domains as a set. Made once for a list. */
export function domainSet(domains: readonly string[]): ReadonlySet<string> {
  const set = domainSets.get(domains) ?? new Set(domains);
  domainSets.set(domains, set);
  return set;
}

/** The listed domain that an address is in, or below where subdomains count; null where there is none. */
export function inDomains(address: string, domains: ReadonlySet<string>, subdomains: boolean): string | null {
  if (domains.size === 0) return null;
  let domain = domainOf(address);
  for (;;) {
    if (domains.has(domain)) return domain;
    const dot = domain.indexOf(".");
    if (!subdomains || dot < 0) return null;
    domain = domain.slice(dot + 1);
  }
}

/** Whether an address is in a domain, or below it where subdomains count. */
export function inDomain(address: string, domain: string, subdomains: boolean): boolean {
  const own = domainOf(address);
  return own === domain || (subdomains && own.endsWith(`.${domain}`));
}

/** Whether two addresses are the same mailbox; case is ignored. */
export function sameAddress(a: string, b: string): boolean {
  return comparableAddress(a) === comparableAddress(b);
}

/** Joins a list for a sentence: "a, b or c". */
export function listed(items: readonly string[]): string {
  const shown = items.slice(0, 20);
  const rest = items.length - shown.length;
  const all = rest > 0 ? [...shown, `${rest} more`] : shown;
  return all.length < 2 ? (all[0] ?? "") : `${all.slice(0, -1).join(", ")} or ${all.at(-1)}`;
}
