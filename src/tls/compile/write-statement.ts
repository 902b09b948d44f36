import type { Clause } from "./allow-clauses.ts";
import { type TrafficCondition, type TrafficStatement, trafficLimits } from "./traffic-policy.ts";

const everything = { 4: "0.0.0.0/0", 6: "::/0" } as const;

/** Writes a clause as a statement; a list too long for one condition becomes several. */
export function writeStatement(
  { minimum, notTo, notListed, family, notFrom }: Clause,
  domainList: string | null,
): TrafficStatement {
  const networks = family === null ? [] : networkConditions(family, notFrom);
  return {
    Action: "ALLOW",
    Conditions: [
      ...(minimum === null ? [] : [tlsCondition(minimum)]),
      ...inTens(notTo).map(notToAny),
      ...(notListed && domainList !== null ? [notIn(domainList)] : []),
      ...networks,
    ],
  };
}

function tlsCondition(minimum: "1.2" | "1.3"): TrafficCondition {
  const Value = minimum === "1.3" ? "TLS1_3" : "TLS1_2";
  return { TlsExpression: { Evaluate: { Attribute: "TLS_PROTOCOL" }, Operator: "MINIMUM_TLS_VERSION", Value } };
}

function notToAny(Values: readonly string[]): TrafficCondition {
  return { StringExpression: { Evaluate: { Attribute: "RECIPIENT" }, Operator: "NOT_EQUALS", Values } };
}

function notIn(list: string): TrafficCondition {
  const Evaluate = { IsInAddressList: { Attribute: "RECIPIENT", AddressLists: [list] } } as const;
  return { BooleanExpression: { Evaluate, Operator: "IS_FALSE" } };
}

function networkConditions(family: 4 | 6, notFrom: readonly string[]): TrafficCondition[] {
  if (notFrom.length === 0) return [networkCondition(family, "CIDR_MATCHES", [everything[family]])];
  return inTens(notFrom).map((ranges) => networkCondition(family, "NOT_CIDR_MATCHES", ranges));
}

function networkCondition(
  family: 4 | 6,
  Operator: "CIDR_MATCHES" | "NOT_CIDR_MATCHES",
  Values: readonly string[],
): TrafficCondition {
  return family === 4
    ? { IpExpression: { Evaluate: { Attribute: "SENDER_IP" }, Operator, Values } }
    : { Ipv6Expression: { Evaluate: { Attribute: "SENDER_IPV6" }, Operator, Values } };
}

function inTens(list: readonly string[]): string[][] {
  const count = Math.ceil(list.length / trafficLimits.values);
  return Array.from({ length: count }, (_, index) =>
    list.slice(index * trafficLimits.values, (index + 1) * trafficLimits.values),
  );
}
