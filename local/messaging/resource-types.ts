import { physicalName } from "../core/physical-name.ts";
import type { Deployment, ResourceType } from "../core/service.ts";

const lastPart = (text: string, separator: string) => text.slice(text.lastIndexOf(separator) + 1);

/** The ARN of the queue behind a queue URL. */
export function queueArnOf(queueUrl: string, { region, accountId }: Deployment): string {
  return `arn:aws:sqs:${region}:${accountId}:${lastPart(queueUrl, "/")}`;
}

const queue: ResourceType = {
  type: "AWS::SQS::Queue",
  ref: (declared, deployment) =>
    `https://sqs.${deployment.region}.amazonaws.com/${deployment.accountId}/${physicalName(declared, deployment, { property: "QueueName", longest: 80 })}`,
  attribute: (name, ref, deployment) =>
    ({ Arn: queueArnOf(ref, deployment), QueueName: lastPart(ref, "/"), QueueUrl: ref })[name],
};

const topic: ResourceType = {
  type: "AWS::SNS::Topic",
  ref: (declared, deployment) =>
    `arn:aws:sns:${deployment.region}:${deployment.accountId}:${physicalName(declared, deployment, { property: "TopicName", longest: 256 })}`,
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
