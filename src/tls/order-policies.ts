import { compareStandings, type Standing } from "./rank.ts";
import { specificityOf } from "./selectors.ts";
import type { TlsPolicyFrame } from "./types.ts";

/** A policy's place in the list, and what gives it this place. */
export type Placed<P> = { readonly policy: P; readonly because: string };

const words = ["everyone", "internal or external", "a domain", "a group", "an attribute", "an individual"];

/** Policies as a message would meet them at their most specific, with the reason in words. */
export function orderPolicies<P extends TlsPolicyFrame>(policies: readonly P[]): readonly Placed<P>[] {
  return policies
    .map((policy) => ({ policy, match: bestOf(policy) }))
    .sort((a, b) => compareStandings(a, b).order)
    .map(({ policy, match }) => ({ policy, because: reason(policy, match) }));
}

function bestOf({ appliesFrom, appliesTo, sourceRanges }: TlsPolicyFrame): Standing["match"] {
  return {
    from: Math.max(...appliesFrom.map(specificityOf)),
    to: Math.max(...appliesTo.map(specificityOf)),
    prefix: Math.max(-1, ...sourceRanges.map((range) => Number(range.slice(range.indexOf("/") + 1)))),
  };
}

function reason({ override }: TlsPolicyFrame, { from, to, prefix }: Standing["match"]): string {
  const network = prefix < 0 ? "" : `, from a network of /${prefix}`;
  return `${override ? "Overrides; f" : "F"}rom ${words[from]} to ${words[to]}${network}`;
}
