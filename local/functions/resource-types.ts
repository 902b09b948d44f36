import { physicalName, stableId } from "../core/physical-name.ts";
import type { Deployment, ResourceType } from "../core/service.ts";

/** The ARN of a function of this stack. */
export function functionArn(name: string, { region, accountId }: Deployment): string {
  return `arn:aws:lambda:${region}:${accountId}:function:${name}`;
}

/** What the template may declare of Lambda and of its logs. */
export const functionTypes: readonly ResourceType[] = [
  {
    type: "AWS::Lambda::Function",
    ref: (declared, deployment) => physicalName(declared, deployment, { property: "FunctionName", longest: 64 }),
    attribute: (name, ref, deployment) => (name === "Arn" ? functionArn(ref, deployment) : undefined),
  },
  {
    type: "AWS::Lambda::Permission",
    ref: (declared, deployment) => physicalName(declared, deployment, { property: "Id" }),
    attribute: () => undefined,
  },
  {
    type: "AWS::Lambda::EventSourceMapping",
    ref: (declared, deployment) => stableId(`${deployment.stackName}/${declared.logicalId}`, 36),
    attribute: (name, ref) => (name === "Id" ? ref : undefined),
  },
  {
    type: "AWS::Logs::LogGroup",
    ref: (declared, deployment) => physicalName(declared, deployment, { property: "LogGroupName" }),
    attribute: (name, ref, { region, accountId }) =>
      name === "Arn" ? `arn:aws:logs:${region}:${accountId}:log-group:${ref}:*` : undefined,
  },
];
