import type { DeclaredResource, Deployment, ResourceType } from "../core/service.ts";

/** A declared literal name, else one made of the stack and the logical id. */
export function physicalName(declared: DeclaredResource, property: string, deployment: Deployment): string {
  const name = declared.properties[property];
  return typeof name === "string" ? name : `${deployment.stackName}-${declared.logicalId}`;
}

const lastPart = (text: string, separator: string) => text.slice(text.lastIndexOf(separator) + 1);

/** The ARN of the queue behind a queue URL. */
export function queueArnOf(queueUrl: string, { region, accountId }: Deployment): string {
  return `arn:aws:sqs:${region}:${accountId}:${lastPart(queueUrl, "/")}`;
}

const queue: ResourceType = {
  type: "AWS::SQS::Queue",
  ref: (declared, deployment) =>
    `https://sqs.${deployment.region}.amazonaws.com/${deployment.accountId}/${physicalName(declared, "QueueName", deployment)}`,
  attribute: (name, ref, deployment) =>
    ({ Arn: queueArnOf(ref, deployment), QueueName: lastPart(ref, "/"), QueueUrl: ref })[name],
};

const topic: ResourceType = {
  type: "AWS::SNS::Topic",
  ref: (declared, deployment) =>
    `arn:aws:sns:${deployment.region}:${deployment.accountId}:${physicalName(declared, "TopicName", deployment)}`,
  attribute: (name, ref) => ({ TopicArn: ref, TopicName: lastPart(ref, ":") })[name],
};

const subscription: ResourceType = {
  type: "AWS::SNS::Subscription",
  ref: (declared, { region, accountId, stackName }) =>
    `arn:aws:sns:${region}:${accountId}:${stackName}-subscription:${declared.logicalId}`,
  attribute: (name, ref) => ({ Arn: ref })[name],
};

const policy = (type: string): ResourceType => ({
  type,
  ref: (declared, deployment) => `${deployment.stackName}-${declared.logicalId}`,
  attribute: (name, ref) => ({ Id: ref })[name],
});

/** What the template may declare of SQS. */
export const queueTypes: readonly ResourceType[] = [queue, policy("AWS::SQS::QueuePolicy")];

/** What the template may declare of SNS. */
export const topicTypes: readonly ResourceType[] = [topic, policy("AWS::SNS::TopicPolicy"), subscription];
