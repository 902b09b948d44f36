import { type Access, type Authorize, type Caller, type Deployment, ServiceError } from "../core/service.ts";
import { identityOpinion, type Opinion, type Question, resourceOpinion } from "./evaluate.ts";
import { type Policy, parsePolicy } from "./policy.ts";

/** The identity policies of a role, by its ARN. */
export type PoliciesOf = (roleArn: string) => readonly Policy[];

const silent: Opinion = { denies: false, allows: false, account: false };
const everything: Policy = { statements: [{ Effect: "Allow", Action: ["*"], Resource: ["*"] }] };

/** Makes the one permission check of the cloud: identity or resource policy, explicit Deny first, KMS by its key policy. */
export function createAuthorize(deployment: Deployment, policiesOf: PoliciesOf): Authorize {
  const parsed = new WeakMap<object, Policy>();
  return (access) => {
    const question = toQuestion(access, deployment);
    const identity = identityOpinion(identityPolicies(access.caller, policiesOf), question);
    const attached = attachedPolicy(access, deployment, parsed);
    const resource = attached === undefined ? silent : resourceOpinion(attached, question);
    const refusal = refusalOf(access, identity, resource);
    if (refusal !== undefined) throw denied(access, refusal);
  };
}

function refusalOf(access: Access, identity: Opinion, resource: Opinion): string | undefined {
  if (identity.denies) return "with an explicit deny in an identity-based policy";
  if (resource.denies) return "with an explicit deny in a resource-based policy";
  if (resource.allows) return undefined;
  const identityBased = `because no identity-based policy allows the ${access.action} action`;
  const resourceBased = `because no resource-based policy allows the ${access.action} action`;
  if (access.caller.kind === "service") return resourceBased;
  if (access.action.startsWith("kms:") && !resource.account) return resourceBased;
  return identity.allows ? undefined : identityBased;
}

function identityPolicies(caller: Caller, policiesOf: PoliciesOf): readonly Policy[] {
  if (caller.kind === "role") return policiesOf(caller.roleArn);
  return caller.kind === "owner" ? [everything] : [];
}

function attachedPolicy(access: Access, deployment: Deployment, parsed: WeakMap<object, Policy>): Policy | undefined {
  const document = access.resourcePolicy;
  if (document === undefined) return access.action.startsWith("kms:") ? defaultKeyPolicy(deployment) : undefined;
  if (typeof document !== "object" || document === null) return parsePolicy(document, access.resource);
  const known = parsed.get(document) ?? parsePolicy(document, access.resource);
  parsed.set(document, known);
  return known;
}

function defaultKeyPolicy({ accountId }: Deployment): Policy {
  const root = `arn:aws:iam::${accountId}:root`;
  return { statements: [{ Effect: "Allow", Principal: { AWS: [root] }, Action: ["kms:*"], Resource: ["*"] }] };
}

function toQuestion(access: Access, deployment: Deployment): Question {
  return {
    caller: access.caller,
    accountId: deployment.accountId,
    action: access.action,
    resource: access.resource,
    context: { ...globalContext(access.caller, deployment), ...access.context },
  };
}

/** Loopback counts as a secure transport: nothing leaves the machine, and every policy asks for TLS. */
function globalContext(caller: Caller, deployment: Deployment): Record<string, string> {
  const common = {
    "aws:SecureTransport": "true",
    "aws:RequestedRegion": deployment.region,
    "aws:ViaAWSService": "false",
  };
  if (caller.kind === "service")
    return {
      ...common,
      "aws:PrincipalIsAWSService": "true",
      "aws:PrincipalServiceName": caller.principal,
      ...(caller.sourceArn === undefined ? {} : { "aws:SourceArn": caller.sourceArn }),
      ...(caller.sourceAccount === undefined ? {} : { "aws:SourceAccount": caller.sourceAccount }),
    };
  return {
    ...common,
    "aws:SourceIp": "127.0.0.1",
    "aws:PrincipalIsAWSService": "false",
    "aws:PrincipalAccount": deployment.accountId,
    "aws:PrincipalArn": caller.kind === "role" ? caller.roleArn : caller.arn,
    "aws:PrincipalType": caller.kind === "role" ? "AssumedRole" : "Account",
    "kms:CallerAccount": deployment.accountId,
  };
}

function denied(access: Access, reason: string): ServiceError {
  const { caller, action, resource } = access;
  const user = caller.kind === "role" ? caller.sessionArn : caller.kind === "owner" ? caller.arn : caller.principal;
  const target = action.startsWith("s3:") ? `"${resource}"` : resource;
  const message = `User: ${user} is not authorized to perform: ${action} on resource: ${target} ${reason}`;
  return new ServiceError("AccessDenied", message, 403);
}
