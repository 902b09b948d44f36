import { comparableAddress, domainOf } from "../mail/addresses.ts";

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
