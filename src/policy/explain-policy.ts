import type { ConditionNode, Policy } from "../contracts/policies.ts";
import { conditionOf } from "./conditions/index.ts";
import { modifierOf } from "./modifiers/index.ts";
import { groupOf } from "./walk-conditions.ts";

const actions = {
  encrypt: "it is encrypted",
  send: "it is sent unencrypted",
  discard: "it is discarded",
  return: "it is returned to the sender",
  hold: "it is held for review",
} as const;

const joins = { all: " and ", any: " or ", none: " nor " } as const;

/** A policy as one sentence in plain words. */
export function explainPolicy(policy: Policy): string {
  const unless = policy.exceptions === undefined ? "" : `, unless ${explainConditions(policy.exceptions)}`;
  const changes = policy.modifiers.map(({ type, settings }) => modifierOf(type)?.sentence(settings) ?? type);
  const then = [actions[policy.disposition], ...changes].join(", and ");
  const audit = policy.auditOnly ? " (recorded only, not acted on)" : "";
  return `When ${explainConditions(policy.conditions)}${unless}: ${then}${audit}.`;
}

/** Conditions in plain words. */
export function explainConditions(node: ConditionNode): string {
  const group = groupOf(node);
  if (group === null) {
    const { type, settings } = node as Extract<ConditionNode, { type: string }>;
    return conditionOf(type)?.sentence(settings) ?? type;
  }
  const parts = group.of.map((child) =>
    groupOf(child) === null ? explainConditions(child) : `(${explainConditions(child)})`,
  );
  if (group.group !== "none") return parts.join(joins[group.group]);
  return parts.length === 1 ? `it is not so that ${parts[0]}` : `neither ${parts.join(joins.none)}`;
}
