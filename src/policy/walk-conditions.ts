import type { ConditionNode, PolicySet } from "../contracts/policies.ts";

type Leaf = Extract<ConditionNode, { type: string }>;

/** The children of a group with the group's name, or null for a single condition. */
export function groupOf(node: ConditionNode): { group: "all" | "any" | "none"; of: readonly ConditionNode[] } | null {
  if ("all" in node) return { group: "all", of: node.all };
  if ("any" in node) return { group: "any", of: node.any };
  return "none" in node ? { group: "none", of: node.none } : null;
}

/** Every single condition under a node. */
export function* leavesOf(node: ConditionNode): Generator<Leaf> {
  const group = groupOf(node);
  if (group === null) yield node as Leaf;
  else for (const child of group.of) yield* leavesOf(child);
}

/** Every single condition of a policy set, exceptions included. */
export function* allLeaves({ policies }: PolicySet): Generator<Leaf> {
  for (const { conditions, exceptions } of policies) {
    yield* leavesOf(conditions);
    if (exceptions !== undefined) yield* leavesOf(exceptions);
  }
}
