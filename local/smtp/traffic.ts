import { BlockList, isIPv6 } from "node:net";
import type { TrafficCondition, TrafficPolicy } from "../ses/mail-manager.ts";

/** What a traffic policy looks at; `tls` is null for a session without it. */
export type Traffic = { readonly recipient: string; readonly ip: string; readonly tls: "1.2" | "1.3" | null };

/** Whether the policy lets a recipient's mail in: what a statement blocks, else what one allows, else the default. */
export function lets(
  { DefaultAction, PolicyStatements }: TrafficPolicy,
  traffic: Traffic,
  members: Members = () => [],
): boolean {
  const holding = PolicyStatements.filter(({ Conditions }) => Conditions.every((one) => holds(one, traffic, members)));
  if (holding.some(({ Action }) => Action === "DENY")) return false;
  return holding.length > 0 || DefaultAction === "ALLOW";
}

/** Who stands in an address list, by its ARN. */
type Members = (listArn: string) => readonly string[];

function holds(condition: TrafficCondition, { recipient, ip, tls }: Traffic, members: Members): boolean {
  if ("BooleanExpression" in condition) {
    const { Evaluate, Operator } = condition.BooleanExpression;
    const [list = ""] = Evaluate.IsInAddressList.AddressLists;
    return members(list).some((member) => isListed(recipient, member)) === (Operator === "IS_TRUE");
  }
  if ("TlsExpression" in condition) {
    const { Operator, Value } = condition.TlsExpression;
    const wanted = Value === "TLS1_3" ? "1.3" : "1.2";
    return Operator === "IS" ? tls === wanted : tls !== null && tls >= wanted;
  }
  if ("StringExpression" in condition) {
    const { Operator, Values } = condition.StringExpression;
    const fits = (value: string) => compares[Operator === "NOT_EQUALS" ? "EQUALS" : Operator](recipient, value);
    return Values.some(fits) !== (Operator === "NOT_EQUALS");
  }
  const four = "IpExpression" in condition;
  if (isIPv6(ip) === four) return false;
  const { Operator, Values } = four ? condition.IpExpression : condition.Ipv6Expression;
  return within(ip, Values) === (Operator === "CIDR_MATCHES");
}

const compares = {
  EQUALS: (text: string, value: string) => text === value,
  STARTS_WITH: (text: string, value: string) => text.startsWith(value),
  ENDS_WITH: (text: string, value: string) => text.endsWith(value),
  CONTAINS: (text: string, value: string) => text.includes(value),
};

function within(ip: string, networks: readonly string[]): boolean {
  const list = new BlockList();
  for (const network of networks) {
    const [base = "", bits = ""] = network.split("/");
    list.addSubnet(base, Number(bits), isIPv6(base) ? "ipv6" : "ipv4");
  }
  return list.check(ip, isIPv6(ip) ? "ipv6" : "ipv4");
}

/** An address, or a pattern with one asterisk. */
function isListed(recipient: string, member: string): boolean {
  const [head = "", tail] = member.toLowerCase().split("*");
  const address = recipient.toLowerCase();
  if (tail === undefined) return address === head;
  return address.length >= head.length + tail.length && address.startsWith(head) && address.endsWith(tail);
}
