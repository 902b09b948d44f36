import { inCidr, parseCidr, parseIp } from "../cidr.ts";
import type { TlsFacts } from "../judge-receipt.ts";
import type { TrafficCondition, TrafficPolicy } from "./traffic-policy.ts";

/** What a traffic policy proves of mail it let in: the least TLS of all statements that may have allowed it. */
export function provenByTrafficPolicy(policy: TrafficPolicy, recipient: string, sourceIp: string): TlsFacts {
  if (policy.DefaultAction === "ALLOW") return { tls: "unknown" };
  const allowing = policy.PolicyStatements.filter(({ Conditions }) =>
    Conditions.every((condition) => mayHold(condition, recipient, sourceIp)),
  );
  const versions = allowing.map(({ Conditions }) => leastOf(Conditions));
  if (versions.length === 0 || versions.includes(null)) return { tls: "unknown" };
  return { tls: "yes", least: versions.includes("1.2") ? "1.2" : "1.3", exact: false };
}

function leastOf(conditions: readonly TrafficCondition[]): "1.2" | "1.3" | null {
  const versions = conditions.flatMap((one) => ("TlsExpression" in one ? [one.TlsExpression.Value] : []));
  if (versions.length === 0) return null;
  return versions.includes("TLS1_3") ? "1.3" : "1.2";
}

/** Letters count: another spelling of a recipient may have passed as another recipient. */
function mayHold(condition: TrafficCondition, recipient: string, sourceIp: string): boolean {
  // Who stood in the list then is not known here.
  if ("TlsExpression" in condition || "BooleanExpression" in condition) return true;
  if ("StringExpression" in condition) return !condition.StringExpression.Values.includes(recipient);
  const { Operator, Values } = "IpExpression" in condition ? condition.IpExpression : condition.Ipv6Expression;
  const ip = parseIp(sourceIp);
  if (ip === null) return true;
  if (ip.family !== ("IpExpression" in condition ? 4 : 6)) return false;
  const inside = Values.some((range) => {
    const cidr = parseCidr(range);
    return cidr !== null && inCidr(ip, cidr);
  });
  return inside === (Operator === "CIDR_MATCHES");
}
