import type { Selector } from "../contracts/tls-policies.ts";
import type { People, Person } from "./people.ts";

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

/** Whether a selector, whose domains are A-labels, names a person. */
export function selects(selector: Selector, person: Person): boolean {
  switch (selector.kind) {
    case "everyone":
      return true;
    case "internal":
      return person.internal;
    case "external":
      return !person.internal;
    case "domain":
      return lies(person.domain, selector);
    case "group":
      return person.groups().has(selector.group);
    case "attribute":
      return sameValue(attributeOf(person, selector.name), selector.value);
    case "individual":
      return selector.address.toLowerCase() === person.comparable;
  }
}

/** Whether a domain is the selector's, or below it where subdomains count. */
export function lies(domain: string, around: Extract<Selector, { kind: "domain" }>): boolean {
  return domain === around.domain || (around.subdomains && domain.endsWith(`.${around.domain}`));
}

/** Directories keep names of attributes in lower case. */
function attributeOf(person: Person, name: string): string | undefined {
  const attributes = person.attributes();
  return attributes[name] ?? attributes[name.toLowerCase()];
}

function sameValue(given: string | undefined, wanted: string): boolean {
  return given !== undefined && given.trim().toLowerCase() === wanted.trim().toLowerCase();
}

/** Best specificity by which a side of a policy names all the addresses; null when it leaves one out. */
export function sideMatch(side: readonly Selector[], addresses: readonly string[], people: People): number | null {
  if (addresses.length === 0) return side.some(({ kind }) => kind === "everyone") ? ranks.everyone : null;
  let least: number | null = null;
  for (const address of addresses) {
    const best = bestOf(side, people.of(address));
    if (best === null) return null;
    least = least === null ? best : Math.min(least, best);
  }
  return least;
}

function bestOf(side: readonly Selector[], person: Person): number | null {
  let best: number | null = null;
  for (const selector of side) {
    const rank = specificityOf(selector);
    if ((best === null || rank > best) && selects(selector, person)) best = rank;
  }
  return best;
}
