import type { ConditionNode, Policy } from "../contracts/policies.ts";
import type { Condition, ConditionInput, Outcome } from "./conditions/define-condition.ts";
import { conditionOf } from "./conditions/index.ts";
import { allOf, anyOf, not } from "./truth.ts";
import type { PolicyTrace, TraceLeaf, TraceNode } from "./types.ts";
import { inForce } from "./validity.ts";
import { groupOf } from "./walk-conditions.ts";

/** Results of conditions, kept for one message: most are the same for many recipients. */
export type SharedResults = Map<ConditionNode, TraceLeaf | Map<string, TraceLeaf>>;

/** Judges one policy for one recipient. */
export function tracePolicy(policy: Policy, input: ConditionInput, shared: SharedResults): PolicyTrace {
  const { id: policyId, name, auditOnly } = policy;
  const base = { policyId, name, auditOnly };
  if (!policy.enabled) return { ...base, result: false, inactive: "disabled" };
  if (!inForce(policy.validity, input.now)) return { ...base, result: false, inactive: "not-in-force" };
  const conditions = traceNode(policy.conditions, input, shared);
  if (policy.exceptions === undefined || conditions.result === false)
    return { ...base, result: conditions.result, conditions };
  const exceptions = traceNode(policy.exceptions, { ...input, inException: true }, shared);
  return { ...base, result: allOf([conditions.result, not(exceptions.result)]), conditions, exceptions };
}

function traceNode(node: ConditionNode, input: ConditionInput, shared: SharedResults): TraceNode {
  const group = groupOf(node);
  if (group === null) return traceLeaf(node as Extract<ConditionNode, { type: string }>, input, shared);
  const of = group.of.map((child) => traceNode(child, input, shared));
  const results = of.map(({ result }) => result);
  const result = group.group === "all" ? allOf(results) : group.group === "any" ? anyOf(results) : not(anyOf(results));
  return { group: group.group, result, of };
}

function traceLeaf(
  node: Extract<ConditionNode, { type: string }>,
  input: ConditionInput,
  shared: SharedResults,
): TraceLeaf {
  const known = shared.get(node);
  if (known !== undefined && !(known instanceof Map)) return known;
  const condition = conditionOf(node.type);
  if (condition === undefined) return { type: node.type, sentence: node.type, result: "unknown" };
  const outcome = condition.matches(input, node.settings);
  if (!condition.perRecipient) {
    const leaf = leafOf(condition, node.settings, outcome);
    shared.set(node, leaf);
    return leaf;
  }
  const variants = known ?? new Map<string, TraceLeaf>();
  shared.set(node, variants);
  const key = `${outcome.result} ${outcome.compared}`;
  const leaf = variants.get(key) ?? leafOf(condition, node.settings, outcome);
  variants.set(key, leaf);
  return leaf;
}

function leafOf({ type, sentence }: Condition, settings: unknown, { result, compared, evidence }: Outcome): TraceLeaf {
  return {
    type,
    sentence: sentence(settings),
    result,
    ...(compared === undefined ? {} : { compared }),
    ...(evidence === undefined || evidence.length === 0 ? {} : { evidence }),
  };
}
