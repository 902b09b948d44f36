import { z } from "zod";
import { SealgateError } from "../../src/errors.ts";
import { isOperator } from "./condition-operators.ts";

/** What makes the local cloud refuse to start on a policy it could not enforce as AWS does. */
export class PolicyError extends SealgateError {
  constructor(where: string, reason: string) {
    super("policy-not-understood", 500, `${where}: ${reason}`);
  }
}

const oneOrMany = z.union([z.string(), z.array(z.string())]).transform((value): readonly string[] => [value].flat());
const scalar = z.union([z.string(), z.boolean(), z.number()]).transform(String);
const values = z.union([scalar, z.array(scalar)]).transform((value): readonly string[] => [value].flat());
const principal = z.union([
  z.literal("*").transform((): Principals => ({ AWS: ["*"] })),
  z.strictObject({ AWS: oneOrMany.optional(), Service: oneOrMany.optional() }),
]);
const statement = z.strictObject({
  Sid: z.string().optional(),
  Effect: z.enum(["Allow", "Deny"]),
  Principal: principal.optional(),
  Action: oneOrMany.optional(),
  NotAction: oneOrMany.optional(),
  Resource: oneOrMany.optional(),
  NotResource: oneOrMany.optional(),
  Condition: z.record(z.string(), z.record(z.string(), values)).optional(),
});
const document = z.strictObject({
  Version: z.enum(["2012-10-17", "2008-10-17"]).optional(),
  Id: z.string().optional(),
  Statement: z.union([statement.transform((one) => [one]), z.array(statement)]),
});

/** Whom a resource policy's statement names. */
export type Principals = {
  readonly AWS?: readonly string[] | undefined;
  readonly Service?: readonly string[] | undefined;
};

/** One statement of a policy, its single values made lists. */
export type Statement = z.infer<typeof statement>;

/** A policy document that can be enforced whole. */
export type Policy = { readonly statements: readonly Statement[] };

/** Reads a policy document; anything that could not be enforced exactly throws a PolicyError naming `where`. */
export function parsePolicy(input: unknown, where: string): Policy {
  const parsed = document.safeParse(input);
  if (!parsed.success) throw new PolicyError(where, `the policy is not understood: ${z.prettifyError(parsed.error)}`);
  for (const one of parsed.data.Statement) check(one, where);
  return { statements: parsed.data.Statement };
}

function check(one: Statement, where: string): void {
  if ((one.Action === undefined) === (one.NotAction === undefined))
    throw new PolicyError(where, "a statement needs exactly one of Action and NotAction");
  if (one.Resource !== undefined && one.NotResource !== undefined)
    throw new PolicyError(where, "a statement cannot have both Resource and NotResource");
  for (const [operator, keys] of Object.entries(one.Condition ?? {})) {
    if (!isOperator(operator)) throw new PolicyError(where, `the condition operator ${operator} is not known`);
    for (const list of Object.values(keys)) refuseVariables(list, where);
  }
  refuseVariables([...(one.Resource ?? []), ...(one.NotResource ?? [])], where);
}

function refuseVariables(list: readonly string[], where: string): void {
  const variable = list.find((text) => text.includes("${"));
  if (variable !== undefined) throw new PolicyError(where, `policy variables are not supported: ${variable}`);
}
