import type { TlsPolicyFrame } from "../types.ts";

const hasEveryone = (side: TlsPolicyFrame["appliesFrom"]) => side.some(({ kind }) => kind === "everyone");

/** Why what takes the mail in cannot tell whether a policy applies: it sees no sender and no calendar. Null: it can. */
export function whyBlind({ appliesFrom, appliesTo, bidirectional, validity }: TlsPolicyFrame): string | null {
  if (!hasEveryone(appliesFrom)) return "it depends on the sender";
  if (bidirectional && !hasEveryone(appliesTo)) return "it applies in both directions, so it depends on the sender";
  const limited = validity?.from !== undefined || validity?.to !== undefined;
  return limited ? "it depends on the date" : null;
}
