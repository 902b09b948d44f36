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
  const toward = (side: readonly Selector[]) => side.filter((one) => mayMeet(one, target, companyDomains));
  const prefix = Math.max(-1, ...policy.sourceRanges.map(bitsOf));
  const { appliesFrom, appliesTo, bidirectional } = policy;
  const forward = toward(appliesTo);
  const reverse = bidirectional ? toward(appliesFrom) : [];
  return [
    ...(forward.length > 0 ? [{ from: most(appliesFrom), to: most(forward), prefix }] : []),
    ...(reverse.length > 0 ? [{ from: most(reverse), to: most(appliesTo), prefix }] : []),
  ];
}

/** The least narrow network by which the policy may match. */
function widest({ sourceRanges }: TlsPolicyFrame): number {
  return sourceRanges.length === 0 ? -1 : Math.min(...sourceRanges.map(bitsOf));
}

const bitsOf = (range: string) => Number(range.slice(range.indexOf("/") + 1));
