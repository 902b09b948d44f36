import type { Selector } from "../contracts/tls-policies.ts";
import { describeDemand } from "./describe-policy.ts";
import { mayMeet, networksMeet } from "./overlap.ts";
import { compareStandings } from "./rank.ts";
import { specificityOf } from "./selectors.ts";
import type { TlsContext, TlsPolicyFrame } from "./types.ts";
import { isLive, periodOf, periodsOverlap } from "./validity.ts";

/** Two policies that ask for different things of the same mail with nothing but their age to tell them apart. */
export type Overlap = { readonly winner: string; readonly loser: string; readonly sentence: string };

/** Finds contradictions that only the date of creation or the id settles, and says what settles them. */
export function explainOverlaps(
  policies: readonly TlsPolicyFrame[],
  now: Date,
  context: Pick<TlsContext, "companyDomains" | "timeZone">,
): readonly Overlap[] {
  const live = policies
    .filter((policy) => isLive(policy, now, context.timeZone))
    .sort((a, b) => (a.id < b.id ? -1 : 1));
  return live.flatMap((a, index) =>
    live
      .slice(index + 1)
      .filter((b) => contradict(a, b) && alike(a, b, context))
      .map((b) => overlapOf(a, b)),
  );
}

const demand = ({ option, minimumTls }: TlsPolicyFrame) => (option === "enforced" ? minimumTls : "none");
const contradict = (a: TlsPolicyFrame, b: TlsPolicyFrame) => demand(a) !== demand(b);

function alike(
  a: TlsPolicyFrame,
  b: TlsPolicyFrame,
  { companyDomains, timeZone }: Pick<TlsContext, "companyDomains" | "timeZone">,
): boolean {
  const sidesMeet = (left: readonly Selector[], right: readonly Selector[]) =>
    left.some((one) =>
      right.some((other) => specificityOf(one) === specificityOf(other) && mayMeet(one, other, companyDomains)),
    );
  return (
    a.override === b.override &&
    sidesMeet(a.appliesFrom, b.appliesFrom) &&
    sidesMeet(a.appliesTo, b.appliesTo) &&
    equallyNarrow(a.sourceRanges, b.sourceRanges) &&
    periodsOverlap(periodOf(a, timeZone), periodOf(b, timeZone))
  );
}

/** Whether mail may come from networks of the same width in both lists, or both take it from anywhere. */
function equallyNarrow(a: readonly string[], b: readonly string[]): boolean {
  if (a.length === 0 || b.length === 0) return a.length === b.length;
  const bits = (range: string) => range.slice(range.indexOf("/"));
  return a.some((one) => b.some((other) => bits(one) === bits(other) && networksMeet([one], [other])));
}

function overlapOf(a: TlsPolicyFrame, b: TlsPolicyFrame): Overlap {
  const match = { from: 0, to: 0, prefix: -1 };
  const { order, by } = compareStandings({ policy: a, match }, { policy: b, match });
  const [winner, loser] = order < 0 ? [a, b] : [b, a];
  const why = by === "newest" ? "because it is newer" : "because its id comes first";
  const contrast = `${winner.id}: ${describeDemand(winner)}; ${loser.id}: ${describeDemand(loser)}`;
  const sentence = `${winner.id} and ${loser.id} can apply to the same mail and are equally specific (${contrast}). There ${winner.id} decides, ${why}.`;
  return { winner: winner.id, loser: loser.id, sentence };
}
