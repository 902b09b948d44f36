import type { TlsPolicyFrame } from "./types.ts";

/** What the order of policies looks at, first things first. */
export const tieBreakers = ["override", "from", "to", "source", "newest", "id"] as const;
export type TieBreaker = (typeof tieBreakers)[number];

/** A policy's place in the order, for one match. */
export type Standing = {
  readonly policy: Pick<TlsPolicyFrame, "id" | "override" | "createdAt">;
  readonly match: { readonly from: number; readonly to: number; readonly prefix: number };
};

const differences: Readonly<Record<TieBreaker, (a: Standing, b: Standing) => number>> = {
  override: (a, b) => Number(b.policy.override) - Number(a.policy.override),
  from: (a, b) => b.match.from - a.match.from,
  to: (a, b) => b.match.to - a.match.to,
  source: (a, b) => b.match.prefix - a.match.prefix,
  newest: (a, b) => Date.parse(b.policy.createdAt) - Date.parse(a.policy.createdAt),
  id: (a, b) => (a.policy.id < b.policy.id ? -1 : Number(a.policy.id > b.policy.id)),
};

/** Which of two comes first (negative: a), and what settled it. */
export function compareStandings(a: Standing, b: Standing): { readonly order: number; readonly by: TieBreaker } {
  for (const by of tieBreakers) {
    const order = differences[by](a, b);
    if (order !== 0) return { order, by };
  }
  return { order: 0, by: "id" };
}
