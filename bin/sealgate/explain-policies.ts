import type { Policy, PolicySet, Validity } from "../../src/contracts/policies.ts";
import { explainPolicy } from "../../src/policy/explain-policy.ts";

const dispositions = {
  encrypt: "encrypted",
  send: "sent unencrypted",
  discard: "discarded",
  return: "returned to the sender",
  hold: "held for review",
} as const;

/** A whole policies file in plain words. */
export function explainPolicies(policySet: PolicySet): string {
  const classes = Object.entries(policySet.unreadable).map(
    ([name, disposition]) => `  ${name.padEnd(20)} ${dispositions[disposition]}`,
  );
  return [
    `Company: ${policySet.companyDomains.join(", ")}`,
    "The first policy that matches decides, for each recipient.",
    "",
    ...policySet.policies.flatMap(explainOne),
    `Otherwise the message is ${dispositions[policySet.otherwise.disposition]}.`,
    "",
    "Content that cannot be read whole, where no policy has decided without it:",
    ...classes,
    "",
  ].join("\n");
}

function explainOne(policy: Policy, index: number): string[] {
  const states = [
    ...(policy.enabled ? [] : ["disabled"]),
    ...(policy.auditOnly ? ["audit only"] : []),
    ...(policy.encryptionProfile === undefined ? [] : [`profile ${policy.encryptionProfile}`]),
  ];
  const state = states.length === 0 ? "" : ` [${states.join(", ")}]`;
  return [
    `${index + 1}. ${policy.name} (${policy.id})${state}`,
    `   ${explainPolicy(policy)}`,
    ...(policy.validity === undefined ? [] : [`   In force ${explainValidity(policy.validity)}.`]),
    ...(policy.narrative === "" ? [] : [`   Why: ${policy.narrative.replaceAll(/\s+/g, " ").trim()}`]),
    "",
  ];
}

function explainValidity({ from, to, weekly, timeZone }: Validity): string {
  const days = [...(from === undefined ? [] : [`from ${from}`]), ...(to === undefined ? [] : [`until ${to}`])];
  const hours = (weekly ?? []).map((one) => `${one.days.join(", ")} ${one.from}–${one.to}`);
  const when = [...days, ...(hours.length === 0 ? [] : [`on ${hours.join("; ")}`])];
  return `${when.length === 0 ? "always" : when.join(", ")} (${timeZone})`;
}
