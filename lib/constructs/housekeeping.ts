import { Duration } from "aws-cdk-lib";
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
      variables: gatewayVariables,
      grants: housekeepingGrants,
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
