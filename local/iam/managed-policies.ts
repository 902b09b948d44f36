import { type Policy, parsePolicy } from "./policy.ts";

const logs = ["logs:CreateLogGroup", "logs:CreateLogStream", "logs:PutLogEvents"];

/** The AWS-managed policies a stack may attach; any other stops the start. */
export const managedPolicies: ReadonlyMap<string, Policy> = new Map([
  ["arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole", allowing(logs)],
  ["arn:aws:iam::aws:policy/service-role/AmazonAPIGatewayPushToCloudWatchLogs", allowing([...logs, "logs:Describe*"])],
]);

function allowing(actions: readonly string[]): Policy {
  return parsePolicy({ Statement: { Effect: "Allow", Action: actions, Resource: "*" } }, "managed policy");
}
