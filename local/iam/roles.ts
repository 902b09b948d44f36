import { z } from "zod";
import { type Caller, type Deployment, type Resource, ServiceError } from "../core/service.ts";
import { resourceOpinion } from "./evaluate.ts";
import { managedPolicies } from "./managed-policies.ts";
import { type Policy, PolicyError, parsePolicy } from "./policy.ts";
import { roleArn } from "./resource-types.ts";

const inline = z.strictObject({ PolicyName: z.string(), PolicyDocument: z.unknown() });
const role = z.strictObject({
  AssumeRolePolicyDocument: z.unknown(),
  RoleName: z.string().optional(),
  Description: z.string().optional(),
  Path: z.string().optional(),
  MaxSessionDuration: z.number().optional(),
  Policies: z.array(inline).default([]),
  ManagedPolicyArns: z.array(z.string()).default([]),
  Tags: z.unknown().optional(),
});
const policy = z.strictObject({
  PolicyName: z.string().optional(),
  ManagedPolicyName: z.string().optional(),
  Description: z.string().optional(),
  Path: z.string().optional(),
  PolicyDocument: z.unknown(),
  Roles: z.array(z.string()).default([]),
});

type Entry = { readonly trust: Policy; readonly policies: Policy[] };

/** The roles of the stack with everything attached to them. */
export type Roles = {
  policiesOf(roleArn: string): readonly Policy[];
  /** Throws unless the role's trust policy lets this service take the role on. */
  assertAssumable(roleArn: string, principal: string, sourceArn?: string): void;
};

/** Collects roles, inline and attached policies; what could not be enforced stops the start. */
export function readRoles(resources: readonly Resource[], deployment: Deployment): Roles {
  const entries = new Map<string, Entry>();
  const shared = new Map<string, Policy>(managedPolicies);
  for (const one of ofType(resources, "AWS::IAM::ManagedPolicy")) {
    shared.set(one.ref, parsePolicy(read(policy, one).PolicyDocument, one.logicalId));
  }
  for (const one of ofType(resources, "AWS::IAM::Role"))
    entries.set(roleArn(one.ref, deployment), readRole(one, shared));
  for (const one of [...ofType(resources, "AWS::IAM::Policy"), ...ofType(resources, "AWS::IAM::ManagedPolicy")])
    attach(one, entries, deployment);
  return {
    policiesOf: (arn) => entries.get(arn)?.policies ?? [],
    assertAssumable: (arn, principal, sourceArn) =>
      assertAssumable(entries.get(arn), arn, { principal, ...(sourceArn && { sourceArn }) }, deployment),
  };
}

function readRole(resource: Resource, shared: ReadonlyMap<string, Policy>): Entry {
  const declared = read(role, resource);
  const attached = declared.ManagedPolicyArns.map((arn) => {
    const found = shared.get(arn);
    if (found === undefined) throw new PolicyError(resource.logicalId, `the managed policy ${arn} is not known`);
    return found;
  });
  const own = declared.Policies.map((one) =>
    parsePolicy(one.PolicyDocument, `${resource.logicalId} ${one.PolicyName}`),
  );
  return { trust: parsePolicy(declared.AssumeRolePolicyDocument, resource.logicalId), policies: [...own, ...attached] };
}

function attach(resource: Resource, entries: ReadonlyMap<string, Entry>, deployment: Deployment): void {
  const declared = read(policy, resource);
  const parsed = parsePolicy(declared.PolicyDocument, resource.logicalId);
  for (const name of declared.Roles) {
    const entry = entries.get(roleArn(name, deployment));
    if (entry === undefined) throw new PolicyError(resource.logicalId, `it is attached to the unknown role ${name}`);
    entry.policies.push(parsed);
  }
}

function assertAssumable(
  entry: Entry | undefined,
  arn: string,
  { principal, sourceArn }: { readonly principal: string; readonly sourceArn?: string },
  deployment: Deployment,
): void {
  const caller: Caller = { kind: "service", principal, sourceAccount: deployment.accountId };
  const question = {
    caller,
    accountId: deployment.accountId,
    action: "sts:AssumeRole",
    resource: arn,
    context: { "aws:SourceAccount": deployment.accountId, ...(sourceArn && { "aws:SourceArn": sourceArn }) },
  };
  const opinion = entry === undefined ? undefined : resourceOpinion(entry.trust, question);
  if (opinion?.allows !== true || opinion.denies)
    throw new ServiceError(
      "AccessDenied",
      `${principal} is not authorized to perform: sts:AssumeRole on resource: ${arn}`,
      403,
    );
}

function ofType(resources: readonly Resource[], type: string): readonly Resource[] {
  return resources.filter((one) => one.type === type);
}

function read<T extends z.ZodType>(schema: T, resource: Resource): z.output<T> {
  const parsed = schema.safeParse(resource.properties);
  if (!parsed.success) throw new PolicyError(resource.logicalId, z.prettifyError(parsed.error));
  return parsed.data;
}
