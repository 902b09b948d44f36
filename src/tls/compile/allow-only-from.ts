import { type TrafficCondition, type TrafficPolicy, type TrafficStatement, trafficLimits } from "./traffic-policy.ts";

/** Lets in only what comes from these networks besides; null: more statements than Mail Manager takes. */
export function allowOnlyFrom(policy: TrafficPolicy, networks: readonly string[]): TrafficPolicy | null {
  const base: readonly TrafficStatement[] =
    policy.DefaultAction === "ALLOW" ? [{ Action: "ALLOW", Conditions: [] }] : policy.PolicyStatements;
  const sources = [...conditionsFor(4, networks), ...conditionsFor(6, networks)];
  const statements = base.flatMap(({ Conditions }) =>
    sources
      .filter((source) => Conditions.every((one) => mayHoldTogether(one, source)))
      .map((source): TrafficStatement => ({ Action: "ALLOW", Conditions: [...Conditions, source] })),
  );
  const fits =
    statements.length <= trafficLimits.statements &&
    statements.every(({ Conditions }) => Conditions.length <= trafficLimits.conditions);
  return fits ? { DefaultAction: "DENY", PolicyStatements: statements } : null;
}

function conditionsFor(family: 4 | 6, networks: readonly string[]): TrafficCondition[] {
  const own = networks.filter((network) => network.includes(":") === (family === 6));
  const { values } = trafficLimits;
  return Array.from({ length: Math.ceil(own.length / values) }, (_, index) => {
    const Values = own.slice(index * values, (index + 1) * values);
    return family === 4
      ? { IpExpression: { Evaluate: { Attribute: "SENDER_IP" }, Operator: "CIDR_MATCHES", Values } }
      : { Ipv6Expression: { Evaluate: { Attribute: "SENDER_IPV6" }, Operator: "CIDR_MATCHES", Values } };
  });
}

/** Mail comes from an address of one family. */
function mayHoldTogether(one: TrafficCondition, source: TrafficCondition): boolean {
  if ("IpExpression" in one) return "IpExpression" in source;
  return "Ipv6Expression" in one ? "Ipv6Expression" in source : true;
}
