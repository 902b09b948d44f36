import { physicalName, stableId } from "../core/physical-name.ts";
import type { Deployment, ResourceType } from "../core/service.ts";

/** The ARN of a role of the stack's account. */
export function roleArn(name: string, { accountId }: Deployment): string {
  return `arn:aws:iam::${accountId}:role/${name}`;
}

/** IAM resources the cloud enforces. */
export const iamResourceTypes: readonly ResourceType[] = [
  {
    type: "AWS::IAM::Role",
    ref: (declared, deployment) => physicalName(declared, deployment, { property: "RoleName", longest: 64 }),
    attribute: (name, ref, deployment) =>
      name === "Arn"
        ? roleArn(ref, deployment)
        : name === "RoleId"
          ? `AROA${stableId(ref, 17).toUpperCase()}`
          : undefined,
  },
  {
    type: "AWS::IAM::Policy",
    ref: (declared, deployment) => physicalName(declared, deployment, { property: "PolicyName" }),
    attribute: () => undefined,
  },
  {
    type: "AWS::IAM::ManagedPolicy",
    ref: (declared, deployment) =>
      `arn:aws:iam::${deployment.accountId}:policy/${physicalName(declared, deployment, { property: "ManagedPolicyName" })}`,
    attribute: (name, ref) => (name === "PolicyArn" ? ref : undefined),
  },
];
