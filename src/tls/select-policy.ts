import type { DeliveryPolicy, ReceiptPolicy } from "../contracts/tls-policies.ts";
import { applies, type Match, type Miss } from "./applies.ts";
import { builtInDelivery, builtInReceipt } from "./built-in.ts";
import { sentenceForLoser, sentenceForMiss, sentenceForUnused, sentenceForWinner } from "./explain-selection.ts";
import { People } from "./people.ts";
import { compareStandings, type TieBreaker } from "./rank.ts";
import type { TlsContext, TlsPolicyFrame, TlsQuestion } from "./types.ts";

/** One policy and why it decides or not. */
export type Candidate<P> = {
  readonly policy: P;
  readonly match: Match | null;
  readonly sentence: string;
} & (
  | { readonly outcome: "wins" }
  | { readonly outcome: "outranked"; readonly by: TieBreaker }
  | { readonly outcome: "does-not-apply"; readonly because: Miss["because"] }
  /** The built-in policy, when another one applies. */
  | { readonly outcome: "not-needed" }
);

/** The one policy that decides, and all policies in the order in which they were considered. */
export type Selection<P> = { readonly policy: P; readonly candidates: readonly Candidate<P>[] };

/** The Secure Receipt policy that decides about a message for one recipient. */
export function selectReceiptPolicy(
  policies: readonly ReceiptPolicy[],
  question: TlsQuestion,
  context: TlsContext,
): Selection<ReceiptPolicy> {
  return select(policies, builtInReceipt, question, context);
}

/** The Secure Delivery policy that decides about a message to one recipient. */
export function selectDeliveryPolicy(
  policies: readonly DeliveryPolicy[],
  question: TlsQuestion,
  context: TlsContext,
): Selection<DeliveryPolicy> {
  return select(policies, builtInDelivery, question, context);
}

type Applying<P> = { readonly policy: P; readonly match: Match };

function select<P extends TlsPolicyFrame>(
  policies: readonly P[],
  builtIn: P,
  question: TlsQuestion,
  context: TlsContext,
): Selection<P> {
  const asked = { people: new People(context), timeZone: context.timeZone };
  const applying: Applying<P>[] = [];
  const missing: Candidate<P>[] = [];
  for (const policy of policies) {
    const match = applies(policy, question, asked);
    if (match.applies) applying.push({ policy, match });
    else missing.push(missed(policy, match.because));
  }
  applying.sort((a, b) => compareStandings(a, b).order);
  missing.sort((a, b) => (a.policy.id < b.policy.id ? -1 : 1));
  const [winner, ...outranked] = applying;
  if (winner === undefined) {
    const candidate: Candidate<P> = {
      policy: builtIn,
      match: null,
      outcome: "wins",
      sentence: sentenceForWinner(null),
    };
    return { policy: builtIn, candidates: [candidate, ...missing] };
  }
  const losers = outranked.map((one) => lost(one, winner));
  const unused: Candidate<P> = { policy: builtIn, match: null, outcome: "not-needed", sentence: sentenceForUnused };
  const first: Candidate<P> = { ...winner, outcome: "wins", sentence: sentenceForWinner(winner) };
  return { policy: winner.policy, candidates: [first, ...losers, ...missing, unused] };
}

function lost<P extends TlsPolicyFrame>(loser: Applying<P>, winner: Applying<P>): Candidate<P> {
  const { by } = compareStandings(winner, loser);
  return { ...loser, outcome: "outranked", by, sentence: sentenceForLoser(loser, winner, by) };
}

function missed<P extends TlsPolicyFrame>(policy: P, because: Miss["because"]): Candidate<P> {
  return { policy, match: null, outcome: "does-not-apply", because, sentence: sentenceForMiss(policy, because) };
}
