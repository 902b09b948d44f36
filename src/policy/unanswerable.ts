import type { ConditionNode, PolicySet } from "../contracts/policies.ts";
import type { IngressFact } from "./conditions/define-condition.ts";
import { conditionOf } from "./conditions/index.ts";
import type { PolicyProblem } from "./parse-policies.ts";
import { pathText } from "./path-text.ts";
import { groupOf } from "./walk-conditions.ts";

/** Ways in which mail reaches the gateway, and what each can tell of it. */
export const ingressProfiles = {
  "receipt-rules": [],
  /** Whose rules take nothing without TLS. */
  "receipt-rules-over-tls": ["tls"],
  "mail-manager": ["tls"],
  smtp: ["tls"],
} as const satisfies Record<string, readonly IngressFact[]>;
export type IngressProfile = keyof typeof ingressProfiles;

const instead: Readonly<Record<IngressFact, string>> = {
  tls: "require TLS for the whole gateway instead",
};

/** The profile of an installation: where TLS is required of everybody, it is known of every message. */
export function ingressProfileOf(installed: {
  readonly ingress: "receipt-rules" | "mail-manager";
  readonly receiptTls: "optional" | "require";
}): IngressProfile {
  const { ingress, receiptTls } = installed;
  return ingress === "receipt-rules" && receiptTls === "require" ? "receipt-rules-over-tls" : ingress;
}

/** Conditions that an ingress can never answer, so that policies with them must not be published. */
export function unanswerable({ policies }: PolicySet, profile: IngressProfile): PolicyProblem[] {
  const told: readonly IngressFact[] = ingressProfiles[profile];
  const problems: PolicyProblem[] = [];
  const walk = (node: ConditionNode, path: readonly PropertyKey[]): void => {
    const group = groupOf(node);
    if (group !== null) {
      for (const [index, child] of group.of.entries()) walk(child, [...path, group.group, index]);
      return;
    }
    const condition = conditionOf((node as Extract<ConditionNode, { type: string }>).type);
    const missing = condition?.needs.find((fact) => !told.includes(fact));
    if (condition === undefined || missing === undefined) return;
    const message = `“${condition.label}” can never be answered for mail taken in by ${profile}: ${instead[missing]}`;
    problems.push({ path: pathText(path), message });
  };
  for (const [index, { conditions, exceptions }] of policies.entries()) {
    walk(conditions, ["policies", index, "conditions"]);
    if (exceptions !== undefined) walk(exceptions, ["policies", index, "exceptions"]);
  }
  return problems;
}
