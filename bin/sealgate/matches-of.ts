import type { ConditionNode, PolicySet } from "../../src/contracts/policies.ts";
import { inputsOf } from "../../src/policy/evaluate.ts";
import { type SharedResults, tracePolicy } from "../../src/policy/trace-policy.ts";
import type { Directory, Facts, TraceNode } from "../../src/policy/types.ts";
import { groupOf } from "../../src/policy/walk-conditions.ts";
import type { Match } from "./judged.ts";

/** Every condition that holds in a policy that applies, whichever policy decided; each match once. */
export function matchesOf(facts: Facts, policySet: PolicySet, directory: Directory, now: Date): Match[] {
  const inputFor = inputsOf(facts, policySet, directory, now);
  const shared: SharedResults = new Map();
  const matches = new Map<string, Match>();
  for (const policy of policySet.policies) {
    for (const recipient of facts.envelope.recipients) {
      const { result, conditions } = tracePolicy(policy, inputFor(recipient), shared);
      if (result === false || conditions === undefined) continue;
      for (const match of holding(policy.id, policy.conditions, conditions)) matches.set(JSON.stringify(match), match);
    }
  }
  return [...matches.values()];
}

function* holding(policyId: string, node: ConditionNode, traced: TraceNode): Generator<Match> {
  if (traced.result !== true) return;
  const group = groupOf(node);
  if ("group" in traced) {
    if (traced.group === "none") return;
    for (const [index, child] of traced.of.entries())
      yield* holding(policyId, group?.of[index] as ConditionNode, child);
    return;
  }
  const { settings } = node as Extract<ConditionNode, { type: string }>;
  const detector = typeof settings.detector === "string" ? { detector: settings.detector } : {};
  const base = { policyId, condition: traced.type, ...detector };
  if (traced.evidence === undefined) yield { ...base, evidence: null, where: null };
  for (const { redacted, where } of traced.evidence ?? []) yield { ...base, evidence: redacted, where };
}
