import type { RuleGroupType, RuleType } from "react-querybuilder";
import type { ConditionNode } from "../../../../src/contracts/policies.ts";

/** Settings of a condition or modifier, as they stand in a policies file. */
export type Settings = Readonly<Record<string, unknown>>;

const groups = ["all", "any", "none"] as const;

/** Conditions as the builder edits them: the outermost is always a group. */
export function queryOf(node: ConditionNode | undefined): RuleGroupType {
  if (node === undefined) return { combinator: "all", rules: [] };
  const made = ruleOf(node);
  return "rules" in made ? made : { combinator: "all", rules: [made] };
}

function ruleOf(node: ConditionNode): RuleGroupType | RuleType {
  for (const group of groups) {
    if (group in node) {
      const children = (node as Record<string, readonly ConditionNode[]>)[group] ?? [];
      return { combinator: group, rules: children.map(ruleOf) };
    }
  }
  const { type, settings = {} } = node as { type: string; settings?: Settings };
  return { field: type, operator: "=", value: settings };
}

/** What was built, as conditions. */
export function conditionsOf({ combinator, rules }: RuleGroupType): ConditionNode {
  const children = rules.map((rule): ConditionNode => {
    if (typeof rule === "string") return { all: [] };
    if ("rules" in rule) return conditionsOf(rule as RuleGroupType);
    return { type: rule.field, settings: rule.value as Settings };
  });
  return { [combinator]: children } as unknown as ConditionNode;
}
