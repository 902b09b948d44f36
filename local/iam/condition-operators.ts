import { BlockList, isIP } from "node:net";
import { matchesArn, matchesWildcard } from "./wildcard.ts";

/** Compares one value of the request with one value of the policy. */
type Compare = (given: string, wanted: string) => boolean;

const number =
  (compare: (given: number, wanted: number) => boolean): Compare =>
  (given, wanted) =>
    compare(Number(given), Number(wanted));

const positive: Readonly<Record<string, Compare>> = {
  StringEquals: (given, wanted) => given === wanted,
  StringEqualsIgnoreCase: (given, wanted) => given.toLowerCase() === wanted.toLowerCase(),
  StringLike: (given, wanted) => matchesWildcard(wanted, given),
  ArnEquals: (given, wanted) => matchesArn(wanted, given),
  ArnLike: (given, wanted) => matchesArn(wanted, given),
  Bool: (given, wanted) => given.toLowerCase() === wanted.toLowerCase(),
  IpAddress: (given, wanted) => inNetwork(given, wanted),
  NumericEquals: number((given, wanted) => given === wanted),
  NumericLessThan: number((given, wanted) => given < wanted),
  NumericLessThanEquals: number((given, wanted) => given <= wanted),
  NumericGreaterThan: number((given, wanted) => given > wanted),
  NumericGreaterThanEquals: number((given, wanted) => given >= wanted),
};

const negated: Readonly<Record<string, string>> = {
  StringNotEquals: "StringEquals",
  StringNotEqualsIgnoreCase: "StringEqualsIgnoreCase",
  StringNotLike: "StringLike",
  ArnNotEquals: "ArnEquals",
  ArnNotLike: "ArnLike",
  NotIpAddress: "IpAddress",
  NumericNotEquals: "NumericEquals",
};

type Quantifier = "ForAllValues" | "ForAnyValue" | "one";
type Operator = { readonly quantifier: Quantifier; readonly base: string; readonly ifExists: boolean };

/** True for an operator that is enforced exactly. */
export function isOperator(name: string): boolean {
  const { base } = parseOperator(name);
  return base === "Null" || base in positive || base in negated;
}

/** Evaluates one key of a Condition block; `given` is undefined when the request has no such key. */
export function holds(name: string, given: readonly string[] | undefined, wanted: readonly string[]): boolean {
  const { quantifier, base, ifExists } = parseOperator(name);
  if (base === "Null") return wanted.some((value) => (value.toLowerCase() === "true") === (given === undefined));
  if (given === undefined || given.length === 0)
    return ifExists || quantifier === "ForAllValues" || (quantifier === "one" && base in negated);
  const fits = (value: string) => fitsPolicy(base, value, wanted);
  if (quantifier === "ForAllValues") return given.every(fits);
  if (quantifier === "ForAnyValue") return given.some(fits);
  return base in negated ? given.every(fits) : given.some(fits);
}

function fitsPolicy(base: string, given: string, wanted: readonly string[]): boolean {
  const opposite = negated[base];
  const compare = positive[opposite ?? base];
  if (compare === undefined) return false;
  const any = wanted.some((value) => compare(given, value));
  return opposite === undefined ? any : !any;
}

function parseOperator(name: string): Operator {
  const [prefix, rest] = name.includes(":")
    ? [name.slice(0, name.indexOf(":")), name.slice(name.indexOf(":") + 1)]
    : ["one", name];
  const quantifier = prefix === "ForAllValues" || prefix === "ForAnyValue" || prefix === "one" ? prefix : undefined;
  const ifExists = rest.endsWith("IfExists");
  const base = ifExists ? rest.slice(0, -"IfExists".length) : rest;
  return { quantifier: quantifier ?? "one", base: quantifier === undefined ? name : base, ifExists };
}

function inNetwork(address: string, network: string): boolean {
  const [net = "", bits] = network.split("/");
  const family = isIP(net) === 6 ? "ipv6" : "ipv4";
  if (isIP(net) === 0 || isIP(address) !== isIP(net)) return false;
  const list = new BlockList();
  list.addSubnet(net, bits === undefined ? (family === "ipv6" ? 128 : 32) : Number(bits), family);
  return list.check(address, family);
}
