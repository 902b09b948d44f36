import { Stack } from "aws-cdk-lib";
import { PolicyStatement, ServicePrincipal } from "aws-cdk-lib/aws-iam";
import type { IKey } from "aws-cdk-lib/aws-kms";
import { CfnSubscription, Topic } from "aws-cdk-lib/aws-sns";
import { Construct } from "constructs";
import { WorkQueue } from "./work-queue.ts";

/** What is published how: the topic's literal name and ARN, and the SES resource that publishes to it. */
export type Feed = {
  readonly topic: { readonly name: string; readonly arn: string };
  readonly publisherArns: string[];
};

/** An encrypted topic that only SES may publish to, and the work queue it fills. */
export class FedQueue extends Construct {
  readonly topic: Topic;
  readonly work: WorkQueue;

  constructor(
    scope: Construct,
    id: string,
    props: Feed & { key: IKey } & Omit<ConstructorParameters<typeof WorkQueue>[2], "key">,
  ) {
    super(scope, id);
    this.topic = new Topic(this, "Topic", { topicName: props.topic.name, masterKey: props.key, enforceSSL: true });
    this.topic.addToResourcePolicy(
      new PolicyStatement({
        sid: "SesPublishes",
        principals: [new ServicePrincipal("ses.amazonaws.com")],
        actions: ["sns:Publish"],
        resources: [this.topic.topicArn],
        conditions: {
          StringEquals: { "aws:SourceAccount": Stack.of(this).account, "aws:SourceArn": props.publisherArns },
        },
      }),
    );
    this.work = new WorkQueue(this, "Work", props);
    this.#subscribe();
  }

  #subscribe(): void {
    const { queue } = this.work;
    const permission = queue.addToResourcePolicy(
      new PolicyStatement({
        sid: "TopicFillsQueue",
        principals: [new ServicePrincipal("sns.amazonaws.com")],
        actions: ["sqs:SendMessage"],
        resources: [queue.queueArn],
        conditions: { StringEquals: { "aws:SourceArn": this.topic.topicArn } },
      }),
    );
    const subscription = new CfnSubscription(this, "Subscription", {
      topicArn: this.topic.topicArn,
      protocol: "sqs",
      endpoint: queue.queueArn,
    });
    if (permission.policyDependable) subscription.node.addDependency(permission.policyDependable);
  }
}
