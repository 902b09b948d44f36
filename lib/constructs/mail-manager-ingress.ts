import { CfnOutput, Duration, Stack, Validations } from "aws-cdk-lib";
import { Role, ServicePrincipal } from "aws-cdk-lib/aws-iam";
import { CfnMailManagerIngressPoint, CfnMailManagerRuleSet } from "aws-cdk-lib/aws-ses";
import { Construct } from "constructs";
import { arrivalsGrants } from "../grants/arrivals.ts";
import { storeArrivals } from "../grants/store-arrivals.ts";
import { literalNames } from "../names.ts";
import type { Settings } from "../settings.ts";
import type { Alarms } from "./alarms.ts";
import { GatewayFunction, type Shared } from "./gateway-function.ts";
import { addInboundFunction } from "./inbound-function.ts";
import type { MailStorage } from "./mail-storage.ts";
import { inboundTimeout } from "./timeouts.ts";
import type { TrafficPolicy } from "./traffic-policy.ts";
import { WorkQueue } from "./work-queue.ts";

/** What the ingress needs of the rest. */
export type MailManagerIngressProps = {
  readonly settings: Settings;
  readonly storage: MailStorage;
  readonly alarms: Alarms;
  readonly traffic: TrafficPolicy;
};

/** Mail Manager calls for 36 hours where the function cannot be reached. */
const retryMinutes = 2160;

/**
 * Profile `mail-manager`: an endpoint that is the company's smart host and takes any recipient. It says by a header
 * whether a session used TLS, stores the mail and tells the queue of arrivals its envelope.
 */
export class MailManagerIngress extends Construct {
  constructor(scope: Construct, id: string, shared: Shared, props: MailManagerIngressProps) {
    super(scope, id);
    const { settings, alarms, traffic } = props;
    const arrivals = new WorkQueue(this, "Arrivals", {
      key: shared.resources.mailKey,
      alarms,
      consumerTimeout: inboundTimeout,
      work: "inbound",
    });
    addInboundFunction(this, shared, { arrivals, settings });
    const told = new GatewayFunction(this, "Told", shared, {
      name: "arrivals",
      description: "Queues the envelope of each mail that Mail Manager has stored",
      memorySize: 256,
      timeout: Duration.seconds(30),
      variables: [],
      more: { ARRIVALS_QUEUE_URL: arrivals.queue.queueUrl },
      grants: (on) => arrivalsGrants(on, arrivals.queue),
    });
    const endpoint = new CfnMailManagerIngressPoint(this, "Endpoint", {
      type: "OPEN",
      trafficPolicyId: traffic.id,
      ruleSetId: this.#rules(shared, props, told).attrRuleSetId,
      tlsPolicy: settings.receiptTls === "require" ? "REQUIRED" : "OPTIONAL",
    });
    new CfnOutput(this, "SmartHost", {
      value: endpoint.attrARecord,
      description: "The smart host for the company's outgoing mail",
    }).overrideLogicalId("SmartHost");
  }

  #rules(shared: Shared, { storage }: MailManagerIngressProps, told: GatewayFunction): CfnMailManagerRuleSet {
    const { tlsMarker } = literalNames(Stack.of(this));
    const role = this.#role(shared, told);
    const marks = (name: string, operator: string, headerValue: string) => ({
      name,
      conditions: [{ booleanExpression: { evaluate: { attribute: "TLS" }, operator } }],
      actions: [{ addHeader: { headerName: tlsMarker, headerValue } }],
    });
    const store = {
      writeToS3: {
        roleArn: role.roleArn,
        s3Bucket: storage.bucket.bucketName,
        s3Prefix: "in/",
        s3SseKmsKeyId: shared.resources.mailKey.keyArn,
        actionFailurePolicy: "DROP",
      },
    };
    const tell = {
      invokeLambda: {
        roleArn: role.roleArn,
        functionArn: told.function.functionArn,
        invocationType: "EVENT",
        retryTimeMinutes: retryMinutes,
        actionFailurePolicy: "DROP",
      },
    };
    const rules = new CfnMailManagerRuleSet(this, "Rules", {
      rules: [
        marks("over-tls", "IS_TRUE", "on"),
        marks("without-tls", "IS_FALSE", "off"),
        { name: "take-in", actions: [store, tell] },
      ],
    });
    rules.node.addDependency(role);
    return rules;
  }

  /** What Mail Manager may do with a mail: put it away and say so. */
  #role(shared: Shared, told: GatewayFunction): Role {
    const stack = Stack.of(this);
    const role = new Role(this, "Rights", {
      assumedBy: new ServicePrincipal("ses.amazonaws.com", {
        conditions: {
          StringEquals: { "aws:SourceAccount": stack.account },
          ArnLike: {
            "aws:SourceArn": stack.formatArn({
              service: "ses",
              resource: "mailmanager-rule-set",
              resourceName: "*",
            }),
          },
        },
      }),
      description: `${stack.stackName}: Mail Manager`,
    });
    for (const statement of storeArrivals(shared.resources, told.function.functionArn))
      role.addToPrincipalPolicy(statement);
    Validations.of(role).acknowledge({
      id: `AwsSolutions-IAM5[Resource::<${stack.getLogicalId(shared.resources.mailBucket.node.defaultChild as never)}.Arn>/in/*]`,
      reason: "Objects are named by ids made at run time: their prefix is the narrowest resource there is.",
    });
    return role;
  }
}
