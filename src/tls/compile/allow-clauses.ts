import type { MinimumTls } from "../../contracts/tls-policies.ts";

/** Mail that is refused in the session below a TLS version: null stands for all recipients, all networks. */
export type Block = {
  readonly recipients: readonly string[] | null;
  /** Patterns of recipients besides, which stand in the address list. */
  readonly listed: readonly string[];
  readonly four: readonly string[] | null;
  readonly six: readonly string[] | null;
  readonly minimum: MinimumTls;
};

/** What a statement asks of mail it allows; all of it must hold. */
export type Clause = {
  readonly minimum: MinimumTls | null;
  readonly notTo: readonly string[];
  /** To nobody in the address list. */
  readonly notListed: boolean;
  readonly family: 4 | 6 | null;
  readonly notFrom: readonly string[];
};

const open: Clause = { minimum: null, notTo: [], notListed: false, family: null, notFrom: [] };

/**
 * What may come in although of every block something must not: over TLS, or to others, or from elsewhere. Mail Manager
 * has no "not over TLS", so what is refused can only be said by what is allowed. Null: more clauses than `most`.
 */
export function allowClauses(blocks: readonly Block[], ipv6: boolean, most: number): readonly Clause[] | null {
  let clauses: readonly Clause[] = [open];
  for (const block of blocks) {
    const ways = waysPast(block, ipv6);
    clauses = tidy(clauses.flatMap((clause) => ways.flatMap((way) => joined(clause, way) ?? [])));
    if (clauses.length > most * 50) return null;
  }
  return clauses.length <= most ? clauses : null;
}

function waysPast({ recipients, listed, four, six, minimum }: Block, ipv6: boolean): Clause[] {
  return [
    { ...open, minimum },
    ...(recipients === null ? [] : [{ ...open, notTo: recipients, notListed: listed.length > 0 }]),
    ...elsewhere(4, four, six, ipv6),
    ...(ipv6 ? elsewhere(6, six, four, ipv6) : []),
  ];
}

/** A network of one family leaves out the whole other family; without IPv6 all mail is IPv4. */
function elsewhere(family: 4 | 6, own: Block["four"], other: Block["four"], ipv6: boolean): Clause[] {
  if (own === null && other === null) return [];
  return own === null && !ipv6 ? [open] : [{ ...open, family, notFrom: own ?? [] }];
}

function joined(a: Clause, b: Clause): Clause | null {
  if (a.family !== null && b.family !== null && a.family !== b.family) return null;
  const later = a.minimum === null || (b.minimum !== null && b.minimum > a.minimum) ? b.minimum : a.minimum;
  return {
    minimum: later,
    notTo: union(a.notTo, b.notTo),
    notListed: a.notListed || b.notListed,
    family: a.family ?? b.family,
    notFrom: union(a.notFrom, b.notFrom),
  };
}

const union = (a: readonly string[], b: readonly string[]) => [...new Set([...a, ...b])].sort();

/** Leaves out clauses that allow nothing which another one does not. */
function tidy(clauses: readonly Clause[]): Clause[] {
  const distinct = [...new Map(clauses.map((clause) => [JSON.stringify(clause), clause])).values()];
  return distinct.filter((clause) => !distinct.some((other) => other !== clause && allowsAll(other, clause)));
}

function allowsAll(wide: Clause, narrow: Clause): boolean {
  return (
    (wide.minimum === null || (narrow.minimum !== null && narrow.minimum >= wide.minimum)) &&
    (!wide.notListed || narrow.notListed) &&
    wide.notTo.every((recipient) => narrow.notTo.includes(recipient)) &&
    (wide.family === null || wide.family === narrow.family) &&
    wide.notFrom.every((range) => narrow.notFrom.includes(range))
  );
}
