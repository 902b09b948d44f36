import { Stack } from "aws-cdk-lib";
import { Alarm, ComparisonOperator, type IMetric, TreatMissingData } from "aws-cdk-lib/aws-cloudwatch";
import { SnsAction } from "aws-cdk-lib/aws-cloudwatch-actions";
import { PolicyStatement, ServicePrincipal } from "aws-cdk-lib/aws-iam";
import type { IKey } from "aws-cdk-lib/aws-kms";
import { CfnSubscription, Topic } from "aws-cdk-lib/aws-sns";
import { Construct } from "constructs";
import { literalNames } from "../names.ts";

/** Mails the operator when something needs a person. */
export class Alarms extends Construct {
  readonly #topic: Topic;

  constructor(scope: Construct, id: string, props: { key: IKey; operatorAddress: string }) {
    super(scope, id);
    const names = literalNames(Stack.of(this));
    this.#topic = new Topic(this, "Topic", {
      topicName: names.topics.alarms.name,
      masterKey: props.key,
      enforceSSL: true,
    });
    this.#topic.addToResourcePolicy(
      new PolicyStatement({
        sid: "AlarmsPublish",
        principals: [new ServicePrincipal("cloudwatch.amazonaws.com")],
        actions: ["sns:Publish"],
        resources: [this.#topic.topicArn],
        conditions: {
          StringEquals: { "aws:SourceAccount": Stack.of(this).account },
          ArnLike: { "aws:SourceArn": names.alarmArns },
        },
      }),
    );
    new CfnSubscription(this, "Operator", {
      topicArn: this.#topic.topicArn,
      protocol: "email",
      endpoint: props.operatorAddress,
    });
  }

  /** Raises an alarm as soon as the metric is above zero. */
  whenAny(name: string, metric: IMetric, description: string): void {
    const alarm = new Alarm(this, name, {
      alarmName: `${literalNames(Stack.of(this)).alarmPrefix}${name}`,
      alarmDescription: description,
      metric,
      threshold: 0,
      comparisonOperator: ComparisonOperator.GREATER_THAN_THRESHOLD,
      evaluationPeriods: 1,
      treatMissingData: TreatMissingData.NOT_BREACHING,
    });
    alarm.addAlarmAction(new SnsAction(this.#topic));
  }
}
