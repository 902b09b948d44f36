import type { DeliveryPolicy, Selector } from "../contracts/tls-policies.ts";
import type { TlsProblem } from "./problem.ts";
import type { TlsPolicyFrame } from "./types.ts";
import { periodOf } from "./validity.ts";

/** What one policy is checked against. */
export type PolicyChecks = {
  readonly now: Date;
  readonly timeZone: string;
  /** Members of an address group; null when there is no such group. */
  readonly groupSize: (group: string) => number | null;
  /** The policy is in force as it stands: its end may have passed since. */
  readonly unchanged: boolean;
};

/** Problems that the shape alone does not show: dates, groups, settings without effect. */
export function checkPolicy(
  policy: TlsPolicyFrame | DeliveryPolicy,
  path: string,
  checks: PolicyChecks,
): readonly TlsProblem[] {
  return [
    ...checkDates(policy, `${path}.validity`, checks),
    ...checkSide(policy.appliesFrom, `${path}.appliesFrom`, checks),
    ...checkSide(policy.appliesTo, `${path}.appliesTo`, checks),
    ...checkEffect(policy, path),
  ];
}

function checkDates(policy: TlsPolicyFrame, path: string, { now, timeZone, unchanged }: PolicyChecks): TlsProblem[] {
  const { from, to } = periodOf(policy, timeZone);
  if (from !== null && to !== null && from >= to) {
    return [{ path: `${path}.to`, message: "the end must come after the start" }];
  }
  if (to !== null && to <= now && !unchanged) {
    return [{ path: `${path}.to`, message: `${policy.validity?.to} has passed; the policy would never apply` }];
  }
  return [];
}

function checkSide(side: readonly Selector[], path: string, { groupSize }: PolicyChecks): TlsProblem[] {
  const written = side.map((selector) => JSON.stringify(selector));
  return side.flatMap((selector, index) => {
    const at = `${path}[${index}]`;
    const twice = written.indexOf(written[index] as string) < index;
    if (twice) return [{ path: at, message: "is listed twice" }];
    if (selector.kind !== "group") return [];
    const size = groupSize(selector.group);
    const name = JSON.stringify(selector.group);
    if (size === null) return [{ path: `${at}.group`, message: `there is no address group ${name}` }];
    const message = `the address group ${name} is empty; the policy would apply to nobody`;
    return size === 0 ? [{ path: `${at}.group`, message }] : [];
  });
}

function checkEffect(policy: TlsPolicyFrame | DeliveryPolicy, path: string): TlsProblem[] {
  if (policy.option === "enforced") return [];
  const only = "has an effect only with the option enforced";
  const problems: TlsProblem[] = [];
  if (policy.minimumTls !== "1.2") problems.push({ path: `${path}.minimumTls`, message: `a minimum ${only}` });
  if ("certificate" in policy && policy.certificate === "trusted")
    problems.push({ path: `${path}.certificate`, message: `a trusted certificate ${only}` });
  return problems;
}
