import type { PolicyStatement } from "aws-cdk-lib/aws-iam";
import type { IQueue } from "aws-cdk-lib/aws-sqs";
import type { Resources } from "./resources.ts";
import { fillQueue } from "./statements.ts";

/** Queues the envelopes that Mail Manager tells of; it can read no mail. */
export function arrivalsGrants(on: Resources, arrivals: IQueue): readonly PolicyStatement[] {
  return fillQueue("QueueArrivals", arrivals, on.mailKey);
}
