import type { Selector } from "../../contracts/tls-policies.ts";
import { mayMeet, networksMeet } from "../overlap.ts";
import { compareStandings, type Standing } from "../rank.ts";
import { specificityOf } from "../selectors.ts";
import type { TlsPolicyFrame } from "../types.ts";
import type { CompanyMail } from "./company-mail.ts";

/**
 * A live policy that does not enforce as much and may decide, for some mail to these recipients, in place of one that
 * always enforces TLS for everyone's mail; null when there is none.
 */
export function rivalOf(
  enforced: TlsPolicyFrame,
  target: Selector,
  live: readonly TlsPolicyFrame[],
  company: CompanyMail,
): TlsPolicyFrame | null {
  const own = { from: 0, to: specificityOf(target), prefix: widest(enforced) };
  const standing: Standing = { policy: enforced, match: own };
  return (
    live.find((other) => {
      if (other.id === enforced.id || enforces(other, enforced.minimumTls)) return false;
      if (!networksMeet(other.sourceRanges, enforced.sourceRanges)) return false;
      if (!couldPrecede(other, standing)) return false;
      return bestMatches(other, target, company).some(
        (match) => compareStandings({ policy: other, match }, standing).order < 0,
      );
    }) ?? null
  );
}

const enforces = ({ option, minimumTls }: TlsPolicyFrame, minimum: string) =>
  option === "enforced" && minimumTls >= minimum;

/** The highest places that a policy can take for mail to the target, one for each orientation. */
function bestMatches(policy: TlsPolicyFrame, target: Selector, { companyDomains }: CompanyMail): Standing["match"][] {
  const most = (side: readonly Selector[]) => Math.max(...side.map(specificityOf));
  const toward = (side: readonly Selector[]) => meeting(side, target, companyDomains);
  const prefix = Math.max(-1, ...policy.sourceRanges.map(bitsOf));
  const { appliesFrom, appliesTo, bidirectional } = policy;
  const forward = toward(appliesTo);
  const reverse = bidirectional ? toward(appliesFrom) : [];
  return [
    ...(forward.length > 0 ? [{ from: most(appliesFrom), to: most(forward), prefix }] : []),
    ...(reverse.length > 0 ? [{ from: most(reverse), to: most(appliesTo), prefix }] : []),
  ];
}

type Side = { readonly individuals: ReadonlyMap<string, Selector>; readonly others: readonly Selector[] };
const sides = new WeakMap<readonly Selector[], Side>();

/** Selectors that may name whom the target names; long lists of addresses are looked up, not walked. */
function meeting(side: readonly Selector[], target: Selector, domains: ReadonlySet<string>): readonly Selector[] {
  if (target.kind !== "individual") return side.filter((one) => mayMeet(one, target, domains));
  const { individuals, others } = sides.get(side) ?? divided(side);
  const same = individuals.get(target.address.toLowerCase());
  return [...(same === undefined ? [] : [same]), ...others.filter((one) => mayMeet(one, target, domains))];
}

function divided(side: readonly Selector[]): Side {
  const individuals = new Map<string, Selector>();
  for (const one of side) if (one.kind === "individual") individuals.set(one.address.toLowerCase(), one);
  const parts = { individuals, others: side.filter(({ kind }) => kind !== "individual") };
  sides.set(side, parts);
  return parts;
}

/** Whether a policy comes first at its most specific, to spare a look at all whom it names. */
function couldPrecede(policy: TlsPolicyFrame, standing: Standing): boolean {
  const top = { from: 5, to: 5, prefix: Math.max(-1, ...policy.sourceRanges.map(bitsOf)) };
  const most = (side: readonly Selector[]) => Math.max(...side.map(specificityOf));
  const match = policy.bidirectional ? top : { ...top, from: most(policy.appliesFrom), to: most(policy.appliesTo) };
  return compareStandings({ policy, match }, standing).order < 0;
}

/** The least narrow network by which the policy may match. */
function widest({ sourceRanges }: TlsPolicyFrame): number {
  return sourceRanges.length === 0 ? -1 : Math.min(...sourceRanges.map(bitsOf));
}

const bitsOf = (range: string) => Number(range.slice(range.indexOf("/") + 1));
