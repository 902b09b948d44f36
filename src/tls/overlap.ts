import type { Selector } from "../contracts/tls-policies.ts";
import { overlap, parseCidr } from "./cidr.ts";
import { lies } from "./selectors.ts";

type Domains = ReadonlySet<string>;

/** Whether an address may exist that both selectors name; where only the directory knows, it may. */
export function mayMeet(a: Selector, b: Selector, companyDomains: Domains): boolean {
  if (isOpen(a) || isOpen(b)) return true;
  if (a.kind === "individual" && b.kind === "individual") return a.address.toLowerCase() === b.address.toLowerCase();
  if (a.kind === "individual") return holds(b, a.address, companyDomains);
  if (b.kind === "individual") return holds(a, b.address, companyDomains);
  if (a.kind === "domain" && b.kind === "domain") return domainsMeet(a, b) || domainsMeet(b, a);
  if (a.kind === "domain") return sideOfDomain(a, b.kind === "internal", companyDomains);
  if (b.kind === "domain") return sideOfDomain(b, a.kind === "internal", companyDomains);
  return a.kind === b.kind;
}

/** Whether two lists of networks share an address; an empty list is every network. */
export function networksMeet(a: readonly string[], b: readonly string[]): boolean {
  if (a.length === 0 || b.length === 0) return true;
  return a.some((one) =>
    b.some((other) => {
      const [left, right] = [parseCidr(one), parseCidr(other)];
      return left !== null && right !== null && overlap(left, right);
    }),
  );
}

const isOpen = ({ kind }: Selector) => kind === "everyone" || kind === "group" || kind === "attribute";

/** Selectors hold A-labels already, so names are compared as they are. */
function holds(selector: Selector, address: string, companyDomains: Domains): boolean {
  const domain = address.slice(address.lastIndexOf("@") + 1);
  if (selector.kind === "domain") return lies(domain, selector);
  return companyDomains.has(domain) === (selector.kind === "internal");
}

type DomainSelector = Extract<Selector, { kind: "domain" }>;

const domainsMeet = (wide: DomainSelector, narrow: DomainSelector) => lies(narrow.domain, wide);

/** A domain with its subdomains may reach to both sides of the company's border. */
function sideOfDomain({ domain, subdomains }: DomainSelector, internal: boolean, companyDomains: Domains): boolean {
  if (!subdomains) return companyDomains.has(domain) === internal;
  const below = [...companyDomains].some((own) => own === domain || own.endsWith(`.${domain}`));
  return internal ? below : true;
}
