import type { senderBases } from "../contracts/policies.ts";
import type { ConditionInput } from "./conditions/define-condition.ts";

/** Where a sender condition looks for the sender. */
export type SenderBasis = (typeof senderBases)[number];

/** Bases as they are said in sentences. */
export const basisWords: Readonly<Record<SenderBasis, string>> = {
  envelope: "by envelope",
  "header-from": "by header From",
  either: "by envelope or header From",
  both: "by envelope and header From",
};

/** Among exceptions a sender must match by both, so that neither alone can be used to slip past. */
export function basisOf({ inException }: ConditionInput, chosen: SenderBasis): SenderBasis {
  return inException ? "both" : chosen;
}

/** Whether the sender fits on a basis; the null sender is known by header From, of which every address must fit. */
export function senderFits({ facts }: ConditionInput, basis: SenderBasis, fits: (address: string) => boolean): boolean {
  const byHeader = facts.headerFrom.length > 0 && facts.headerFrom.every(fits);
  const byEnvelope = facts.envelope.sender === null ? byHeader : fits(facts.envelope.sender);
  if (basis === "envelope") return byEnvelope;
  if (basis === "header-from") return byHeader;
  return basis === "either" ? byEnvelope || byHeader : byEnvelope && byHeader;
}
