import type { ConditionNode, Policy } from "../contracts/policies.ts";
import { groupOf, leavesOf } from "../policy/walk-conditions.ts";
import { covers } from "./covers.ts";
import { sameValue } from "./same-value.ts";

/** A policy that can never decide, and why. */
export type Idle = {
  readonly index: number;
  readonly code: "unreachable" | "never-matches";
  readonly message: string;
};

/** Policies that can never decide, as far as their form shows. */
export function idlePolicies(policies: readonly Policy[], today: string): Idle[] {
  return policies.flatMap((policy, index): Idle[] => {
    if (!policy.enabled) return [];
    const never = neverMatches(policy, today);
    if (never !== null) return [{ index, code: "never-matches", message: never }];
    const before = policies.slice(0, index).find((earlier) => takesAll(earlier, policy));
    if (before === undefined) return [];
    const message = `never reached: “${before.name}” stands above it and matches everything that it would`;
    return [{ index, code: "unreachable", message }];
  });
}

function takesAll(earlier: Policy, later: Policy): boolean {
  if (!earlier.enabled || earlier.auditOnly) return false;
  if (earlier.validity !== undefined && !sameValue(earlier.validity, later.validity)) return false;
  if (!covers(earlier.conditions, later.conditions)) return false;
  if (earlier.exceptions === undefined) return true;
  return later.exceptions !== undefined && covers(later.exceptions, earlier.exceptions);
}

function neverMatches({ validity, conditions, exceptions }: Policy, today: string): string | null {
  if (validity?.to !== undefined && validity.to < today) return `it expired on ${validity.to}`;
  if (exceptions !== undefined && !looksAtSender(exceptions) && covers(exceptions, conditions))
    return "its exceptions cover all of its conditions";
  return contradicts(conditions) ? "its conditions exclude each other" : null;
}

/** Among exceptions senders must fit by envelope and header From, so that their form alone says nothing. */
function looksAtSender(node: ConditionNode): boolean {
  return [...leavesOf(node)].some(({ type }) => type.startsWith("sender"));
}

const exclusive = new Set(["recipient-location", "sender-location", "received-over-tls"]);

/** Conditions of which both cannot hold, joined by "all of". */
function contradicts(node: ConditionNode): boolean {
  const group = groupOf(node);
  if (group === null || group.group === "none") return false;
  if (group.group === "any") return group.of.every(contradicts);
  if (group.of.some(contradicts)) return true;
  const direct = group.of.filter((child) => groupOf(child) === null).flatMap((child) => [...leavesOf(child)]);
  return direct.some(({ type, settings }) =>
    direct.some((other) => exclusive.has(type) && other.type === type && other.settings.is !== settings.is),
  );
}
