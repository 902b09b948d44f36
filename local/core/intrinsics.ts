import { TemplateError } from "./template.ts";

/** Answers names while a value is resolved. */
export type Scope = {
  ref(name: string): string | readonly string[] | undefined;
  attribute(logicalId: string, name: string): string;
  condition(name: string): boolean;
};

/** Stands for `AWS::NoValue`: the property it is given to vanishes. */
export const noValue: unique symbol = Symbol("AWS::NoValue");

type Resolve = (value: unknown) => unknown;
type Intrinsic = (argument: unknown, resolve: Resolve, scope: Scope) => unknown;

const intrinsics: Readonly<Record<string, Intrinsic>> = {
  Ref: (argument, _resolve, scope) => reference(String(argument), scope),
  "Fn::GetAtt": (argument, _resolve, scope) => {
    const [logicalId = "", ...name] = Array.isArray(argument) ? argument.map(String) : String(argument).split(".");
    return scope.attribute(logicalId, name.join("."));
  },
  "Fn::Join": (argument, resolve) => {
    const [separator, parts] = pair(argument, "Fn::Join");
    return list(resolve(parts), "Fn::Join").map(String).join(String(separator));
  },
  "Fn::Sub": substitute,
  "Fn::Select": (argument, resolve) => {
    const [index, parts] = pair(argument, "Fn::Select");
    const chosen = list(resolve(parts), "Fn::Select")[Number(resolve(index))];
    if (chosen === undefined) throw new TemplateError("Fn::Select chooses beyond the end of its list");
    return chosen;
  },
  "Fn::Split": (argument, resolve) => {
    const [separator, text] = pair(argument, "Fn::Split");
    return String(resolve(text)).split(String(separator));
  },
  "Fn::If": (argument, resolve, scope) => {
    const [name, yes, no] = list(argument, "Fn::If");
    return resolve(scope.condition(String(name)) ? yes : no);
  },
};

const conditions: Readonly<Record<string, Intrinsic>> = {
  Condition: (argument, _resolve, scope) => scope.condition(String(argument)),
  "Fn::Equals": (argument, resolve) => {
    const [left, right] = pair(argument, "Fn::Equals");
    return String(resolve(left)) === String(resolve(right));
  },
  "Fn::And": (argument, resolve) => list(argument, "Fn::And").every((one) => resolve(one) === true),
  "Fn::Or": (argument, resolve) => list(argument, "Fn::Or").some((one) => resolve(one) === true),
  "Fn::Not": (argument, resolve) => resolve(list(argument, "Fn::Not")[0]) !== true,
};

/** Replaces every intrinsic in a value; one that is not known throws, naming itself. */
export function resolveValue(value: unknown, scope: Scope): unknown {
  return resolveWith(value, scope, intrinsics);
}

/** Evaluates one entry of the template's Conditions. */
export function resolveCondition(value: unknown, scope: Scope): boolean {
  return resolveWith(value, scope, { ...intrinsics, ...conditions }) === true;
}

function resolveWith(value: unknown, scope: Scope, known: Readonly<Record<string, Intrinsic>>): unknown {
  const resolve: Resolve = (inner) => resolveWith(inner, scope, known);
  if (Array.isArray(value)) return value.map(resolve).filter((one) => one !== noValue);
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value);
  const [first] = entries;
  if (entries.length === 1 && first !== undefined && isIntrinsic(first[0], known)) {
    const intrinsic = known[first[0]];
    if (intrinsic === undefined) throw new TemplateError(`the intrinsic ${first[0]} is not known to the local cloud`);
    return intrinsic(first[1], resolve, scope);
  }
  const resolved = entries
    .map(([key, inner]) => [key, resolve(inner)] as const)
    .filter(([, inner]) => inner !== noValue);
  return Object.fromEntries(resolved);
}

/** Inside a policy document `Condition` is an ordinary key; only the Conditions section gives it a meaning. */
function isIntrinsic(key: string, known: Readonly<Record<string, Intrinsic>>): boolean {
  return key.startsWith("Fn::") || key in known;
}

function substitute(argument: unknown, resolve: Resolve, scope: Scope): string {
  const [text, given] = Array.isArray(argument) ? argument : [argument, {}];
  const own = resolve(given) as Readonly<Record<string, unknown>>;
  return String(text).replace(/\$\{([^}]+)\}/g, (whole, name: string) => {
    if (name.startsWith("!")) return `\${${name.slice(1)}}`;
    if (name in own) return String(own[name]);
    const dot = name.indexOf(".");
    const value = dot < 0 ? reference(name, scope) : scope.attribute(name.slice(0, dot), name.slice(dot + 1));
    if (typeof value !== "string") throw new TemplateError(`Fn::Sub cannot insert ${whole}`);
    return value;
  });
}

function reference(name: string, scope: Scope): unknown {
  if (name === "AWS::NoValue") return noValue;
  const value = scope.ref(name);
  if (value === undefined) throw new TemplateError(`Ref names ${name}, which the template does not declare`);
  return value;
}

function pair(argument: unknown, name: string): readonly [unknown, unknown] {
  const [left, right] = list(argument, name);
  return [left, right];
}

function list(value: unknown, name: string): readonly unknown[] {
  if (!Array.isArray(value)) throw new TemplateError(`${name} needs a list`);
  return value;
}
