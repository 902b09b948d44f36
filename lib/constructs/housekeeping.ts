import { Duration, Validations } from "aws-cdk-lib";
import { Rule, Schedule } from "aws-cdk-lib/aws-events";
import { LambdaFunction } from "aws-cdk-lib/aws-events-targets";
import { Construct } from "constructs";
import { gatewayVariables } from "../environment.ts";
import { housekeepingGrants } from "../grants/housekeeping.ts";
import { GatewayFunction, type Shared } from "./gateway-function.ts";
import { housekeepingTimeout } from "./timeouts.ts";
import type { WorkQueue } from "./work-queue.ts";

/** Runs housekeeping every minute, and on every effect that is due in the outbox. */
export class Housekeeping extends Construct {
  constructor(scope: Construct, id: string, shared: Shared, props: { outbox: WorkQueue }) {
    super(scope, id);
    const housekeeping = new GatewayFunction(this, "Function", shared, {
      name: "housekeeping",
      description: "Finishes what is due: effects, stale claims, expiry",
      memorySize: 1769,
      timeout: housekeepingTimeout,
      variables: [
        ...gatewayVariables,
        "AUDIT_KEY_ARN",
        "INGRESS",
        "RECEIPT_TLS",
        "RECEIPT_RULE_SET",
        "RECEIPT_RULE",
        "TRAFFIC_POLICY",
        "DOMAIN_LIST",
        "DOMAIN_LIST_ARN",
      ],
      grants: housekeepingGrants,
    });
    if (shared.resources.trafficPolicy === undefined)
      Validations.of(housekeeping).acknowledge({
        id: "AwsSolutions-IAM5[Resource::*]",
        reason:
          "Receipt rules have no ARN that a policy could name: SES takes no resource for reading or changing them.",
      });
    new Rule(this, "EveryMinute", {
      description: "Stale claims, due effects, expiry",
      schedule: Schedule.rate(Duration.minutes(1)),
      // A missed run is not repeated: the next one is a minute away.
      targets: [new LambdaFunction(housekeeping.function, { retryAttempts: 0 })],
    });
    props.outbox.consumedBy(housekeeping, { batchSize: 10, maxConcurrency: 10 });
  }
}
