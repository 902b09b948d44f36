import assert from "node:assert/strict";
import { BlockList, isIPv6 } from "node:net";
import type { TrafficCondition, TrafficPolicy } from "../../../src/tls/compile/traffic-policy.ts";

/**
 * What Mail Manager answers in the session, by its documentation: a statement holds when all its conditions do.
 * `listed` are the members of the address list.
 */
export function isAllowed(
  { DefaultAction, PolicyStatements }: TrafficPolicy,
  recipient: string,
  ip: string,
  tls: "1.2" | "1.3" | null,
  listed: readonly string[] = [],
): boolean {
  assert.ok(PolicyStatements.length <= 20, "20 statements");
  for (const { Conditions } of PolicyStatements) {
    assert.ok(Conditions.length >= 1 && Conditions.length <= 10, "10 conditions");
    if (Conditions.every((condition) => holds(condition, recipient, ip, tls, listed))) return true;
  }
  return DefaultAction === "ALLOW";
}

function holds(
  condition: TrafficCondition,
  recipient: string,
  ip: string,
  tls: "1.2" | "1.3" | null,
  listed: readonly string[],
): boolean {
  if ("BooleanExpression" in condition)
    return !listed.some((member) => recipient.toLowerCase().endsWith(member.slice(1)));
  if ("TlsExpression" in condition)
    return tls !== null && (tls === "1.3" || condition.TlsExpression.Value === "TLS1_2");
  if ("StringExpression" in condition) {
    assert.ok(condition.StringExpression.Values.length <= 10, "10 values");
    return !condition.StringExpression.Values.includes(recipient);
  }
  const six = "Ipv6Expression" in condition;
  const { Operator, Values } = six ? condition.Ipv6Expression : condition.IpExpression;
  assert.ok(Values.length <= 10, "10 values");
  if (isIPv6(ip) !== six) return false;
  const list = new BlockList();
  for (const range of Values) {
    const [base = "", bits] = range.split("/");
    list.addSubnet(base, Number(bits), six ? "ipv6" : "ipv4");
  }
  return list.check(ip, six ? "ipv6" : "ipv4") === (Operator === "CIDR_MATCHES");
}
