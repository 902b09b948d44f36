import { z } from "zod";
import { type ConditionNode, type Policy, type PolicySet, policySet } from "../contracts/policies.ts";
import { checkReferences } from "./check-references.ts";
import { conditionOf, conditions } from "./conditions/index.ts";
import { modifierOf, modifiers } from "./modifiers/index.ts";
import { pathText } from "./path-text.ts";
import { isTimeZone } from "./validity.ts";
import { groupOf } from "./walk-conditions.ts";

/** What is wrong in a policies file, and where ("policies[0].conditions.all[1].settings.domains[0]"). */
export type PolicyProblem = { readonly path: string; readonly message: string };

/** The outcome of parsing: usable policies with all defaults filled in, or every problem. */
export type ParsedPolicies =
  | { readonly ok: true; readonly policies: PolicySet }
  | { readonly ok: false; readonly problems: readonly PolicyProblem[] };

type Path = readonly PropertyKey[];
type Check = { readonly problems: PolicyProblem[]; readonly policySet: PolicySet };
const DEEPEST = 20;

/** Parses a policies file; conditions and modifiers are checked by the registry that knows them. */
export function parsePolicies(value: unknown): ParsedPolicies {
  const problems: PolicyProblem[] = [];
  const shape = policySet.safeParse(value);
  if (!shape.success) return { ok: false, problems: shape.error.issues.flatMap((issue) => flatten(issue, [])) };
  for (const { path, message } of checkReferences(shape.data)) problems.push({ path: pathText(path), message });
  const check: Check = { problems, policySet: shape.data };
  const policies = shape.data.policies.map((policy, index) => checkPolicy(policy, ["policies", index], check));
  return problems.length > 0 ? { ok: false, problems } : { ok: true, policies: { ...shape.data, policies } };
}

function checkPolicy(policy: Policy, path: Path, check: Check): Policy {
  const { problems } = check;
  if (policy.validity !== undefined && !isTimeZone(policy.validity.timeZone)) {
    problems.push({
      path: pathText([...path, "validity", "timeZone"]),
      message: "must be a time zone such as Europe/Berlin",
    });
  }
  const exceptions = policy.exceptions && checkNode(policy.exceptions, [...path, "exceptions"], check);
  return {
    ...policy,
    conditions: checkNode(policy.conditions, [...path, "conditions"], check),
    ...(exceptions === undefined ? {} : { exceptions }),
    modifiers: policy.modifiers.map((node, index) => {
      const at = [...path, "modifiers", index];
      const known = modifierOf(node.type);
      if (known === undefined) problems.push(unknownType(at, node.type, modifiers));
      return { type: node.type, settings: checkSettings(known, node.settings, at, check) };
    }),
  };
}

function checkNode(node: ConditionNode, path: Path, check: Check, depth = 0): ConditionNode {
  const { problems } = check;
  const group = groupOf(node);
  if (group !== null && depth >= DEEPEST) {
    problems.push({ path: pathText(path), message: `conditions may be nested ${DEEPEST} deep at most` });
    return node;
  }
  if (group !== null) {
    const of = group.of.map((child, index) => checkNode(child, [...path, group.group, index], check, depth + 1));
    return { [group.group]: of } as unknown as ConditionNode;
  }
  const { type, settings } = node as Extract<ConditionNode, { type: string }>;
  const known = conditionOf(type);
  if (known === undefined) problems.push(unknownType(path, type, conditions));
  return { type, settings: checkSettings(known, settings, path, check) };
}

type Known = {
  readonly settings: z.ZodType;
  problem(settings: unknown, policySet: PolicySet): string | null;
};

function checkSettings(known: Known | undefined, settings: unknown, path: Path, { problems, policySet }: Check) {
  const at = [...path, "settings"];
  const parsed = (known?.settings ?? z.unknown()).safeParse(settings);
  const before = problems.length;
  if (!parsed.success) for (const issue of parsed.error.issues) problems.push(...flatten(issue, at));
  const problem = problems.length > before ? null : (known?.problem(parsed.data, policySet) ?? null);
  if (problem !== null) problems.push({ path: pathText(at), message: problem });
  return (parsed.data ?? {}) as Record<string, unknown>;
}

function unknownType(path: Path, type: string, known: readonly { type: string }[]): PolicyProblem {
  const list = known.map((one) => one.type).join(", ");
  return {
    path: pathText([...path, "type"]),
    message: `${JSON.stringify(type)} is not known; it must be one of: ${list}`,
  };
}

/** In a union the branch that got furthest says what is wrong. */
function flatten(issue: z.core.$ZodIssue, base: Path): PolicyProblem[] {
  const path = [...base, ...issue.path];
  if (issue.code !== "invalid_union" || issue.errors.length === 0)
    return [{ path: pathText(path), message: issue.message }];
  const weight = (issues: readonly z.core.$ZodIssue[]) =>
    Math.max(...issues.map((one) => one.path.length * 10 - (one.code === "unrecognized_keys" ? 5 : 0)));
  const furthest = [...issue.errors].sort((a, b) => weight(b) - weight(a))[0] ?? [];
  return furthest.flatMap((one) => flatten(one, path));
}
