import { comparableAddress, domainOf } from "../mail/addresses.ts";
import type { TlsContext, TlsDirectory } from "./types.ts";

/** What selectors ask of an address. */
export type Person = {
  readonly comparable: string;
  readonly domain: string;
  readonly internal: boolean;
  /** All groups, nested ones included. */
  readonly groups: () => ReadonlySet<string>;
  readonly attributes: () => Readonly<Record<string, string>>;
};

/** Looks up each address of a question once, however many policies ask. */
export class People {
  readonly #context: TlsContext;
  readonly #known = new Map<string, Person>();

  constructor(context: TlsContext) {
    this.#context = context;
  }

  of(address: string): Person {
    const known = this.#known.get(address) ?? lookUp(address, this.#context);
    this.#known.set(address, known);
    return known;
  }
}

function lookUp(address: string, { companyDomains, directory }: TlsContext): Person {
  const domain = domainOf(address);
  return {
    comparable: comparableAddress(address),
    domain,
    internal: companyDomains.has(domain),
    groups: once(() => groupsAround(address, directory)),
    attributes: once(() => directory.attributesOf(address)),
  };
}

function once<T>(find: () => T): () => T {
  let found: { readonly value: T } | undefined;
  return () => {
    found ??= { value: find() };
    return found.value;
  };
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
