import type { DayCounts } from "../tracking/daily-counts.ts";
import type { Decisions } from "./decide.ts";

/** What a message that was decided about adds to its day. */
export function countsOf({ decisions, foreign, stored }: Decisions, at: string): DayCounts {
  const reasons = (stored?.judgement.verdicts ?? []).map(({ reason }) => reason);
  const classes = reasons.flatMap((reason) => (reason.kind === "unreadable" ? reason.classes : []));
  return {
    day: at.slice(0, 10),
    messages: 1,
    refused: foreign === null ? 0 : 1,
    dispositions: tally(foreign === null ? decisions.map(({ disposition }) => disposition) : []),
    policies: tally(decisions.flatMap(({ policyId }) => policyId ?? [])),
    unreadable: tally([...new Set(classes)]),
  };
}

function tally(names: readonly string[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const name of names) counts[name] = (counts[name] ?? 0) + 1;
  return counts;
}
