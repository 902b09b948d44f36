import type { Match, Miss } from "./applies.ts";
import { describeSide } from "./describe-policy.ts";
import type { TieBreaker } from "./rank.ts";
import type { TlsPolicyFrame } from "./types.ts";

type Applying = { readonly policy: TlsPolicyFrame; readonly match: Match };

const specificityWords = ["everyone", "internal or external", "a domain", "a group", "an attribute", "an individual"];
const words = (specificity: number) => specificityWords[specificity] ?? "everyone";
const networkWords = (prefix: number) => (prefix < 0 ? "mail from any network" : `a network of /${prefix}`);

/** Why the built-in policy is not needed. */
export const sentenceForUnused = "It applies only when no other policy does.";

/** Why a policy decides; null: no policy of an administrator applies. */
export function sentenceForWinner(winner: Applying | null): string {
  if (winner === null) return "No other policy applies, so the built-in one does.";
  const { policy, match } = winner;
  const turned = match.orientation === "reverse" ? ", in the other direction (the policy is bi-directional)" : "";
  const first = policy.override ? "It overrides, and applies" : "It applies";
  return `${first}: from ${words(match.from)} to ${words(match.to)}, ${networkWords(match.prefix)}${turned}.`;
}

/** Why a policy that applies does not decide. */
export function sentenceForLoser(loser: Applying, winner: Applying, by: TieBreaker): string {
  const why: Readonly<Record<TieBreaker, string>> = {
    override: "overrides",
    from: `is more specific about the sender side (${words(winner.match.from)} against ${words(loser.match.from)})`,
    to: `is more specific about the recipient side (${words(winner.match.to)} against ${words(loser.match.to)})`,
    source: `names the narrower source (${networkWords(winner.match.prefix)} against ${networkWords(loser.match.prefix)})`,
    newest: `is newer (${winner.policy.createdAt} against ${loser.policy.createdAt})`,
    id: "comes first by its id; nothing else tells them apart",
  };
  return `It applies too, but ${winner.policy.id} ${why[by]}.`;
}

/** Why a policy does not apply. */
export function sentenceForMiss(policy: TlsPolicyFrame, because: Miss["because"]): string {
  const { validity } = policy;
  const directions = policy.bidirectional ? ", in either direction" : "";
  const sentences: Readonly<Record<Miss["because"], string>> = {
    disabled: "It is disabled.",
    future: `It is not in force before ${validity?.from}.`,
    expired: `It ended on ${validity?.to}.`,
    kind: "It does not apply to what the Message Pickup Center sends itself.",
    from: `The sender is not ${describeSide(policy.appliesFrom)}${directions}.`,
    to: `The recipient is not ${describeSide(policy.appliesTo)}${directions}.`,
    source: `The message did not come from ${policy.sourceRanges.join(", ")}.`,
  };
  return sentences[because];
}
