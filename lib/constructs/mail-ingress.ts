import { CfnOutput, Stack } from "aws-cdk-lib";
import { CfnReceiptRule, CfnReceiptRuleSet } from "aws-cdk-lib/aws-ses";
import { Construct } from "constructs";
import { literalNames } from "../names.ts";
import type { Settings } from "../settings.ts";
import type { Alarms } from "./alarms.ts";
import { FedQueue } from "./fed-queue.ts";
import type { Shared } from "./gateway-function.ts";
import { addInboundFunction } from "./inbound-function.ts";
import type { MailStorage } from "./mail-storage.ts";
import { inboundTimeout } from "./timeouts.ts";

/** What the ingress needs of the rest. */
export type MailIngressProps = {
  readonly settings: Settings;
  readonly storage: MailStorage;
  readonly alarms: Alarms;
};

/** Profile `receipt-rules`: SES takes mail for the gateway domain, stores it and queues its envelope for the inbound function. */
export class MailIngress extends Construct {
  constructor(scope: Construct, id: string, shared: Shared, props: MailIngressProps) {
    super(scope, id);
    const names = literalNames(Stack.of(this));
    const key = shared.resources.mailKey;
    const arrivals = new FedQueue(this, "Arrivals", {
      topic: names.topics.received,
      publisherArns: [names.rule.arn],
      key,
      alarms: props.alarms,
      consumerTimeout: inboundTimeout,
      work: "inbound",
    });
    addInboundFunction(this, shared, { arrivals: arrivals.work, settings: props.settings });

    new CfnOutput(this, "GatewayMx", {
      value: `${props.settings.gatewayDomain} MX 10 inbound-smtp.${Stack.of(this).region}.amazonaws.com`,
      description: `DNS record for ${props.settings.gatewayDomain}`,
    }).overrideLogicalId("DnsGatewayMx");
    this.#rule(props, arrivals).node.addDependency(props.storage, arrivals.topic, key);
  }

  /** SES tries bucket, key and topic when the rule is made, so their policies must be there before. */
  #rule({ settings, storage }: MailIngressProps, arrivals: FedQueue): CfnReceiptRule {
    const names = literalNames(Stack.of(this));
    const ruleSet = new CfnReceiptRuleSet(this, "RuleSet", { ruleSetName: names.ruleSet });
    const rule = new CfnReceiptRule(this, "Rule", {
      ruleSetName: names.ruleSet,
      rule: {
        name: names.rule.name,
        enabled: true,
        // Never empty: an empty list would mean every verified domain. `.domain` is every domain below it.
        recipients: [settings.gatewayDomain, `.${settings.gatewayDomain}`],
        tlsPolicy: settings.receiptTls === "require" ? "Require" : "Optional",
        scanEnabled: true,
        actions: [
          {
            s3Action: {
              bucketName: storage.bucket.bucketName,
              objectKeyPrefix: "in/",
              topicArn: arrivals.topic.topicArn,
            },
          },
        ],
      },
    });
    rule.node.addDependency(ruleSet);
    return rule;
  }
}
