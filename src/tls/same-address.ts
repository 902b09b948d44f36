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
