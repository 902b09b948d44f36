import { Duration } from "aws-cdk-lib";
import type { IKey } from "aws-cdk-lib/aws-kms";
import { EventSourceMapping } from "aws-cdk-lib/aws-lambda";
import { Queue, QueueEncryption } from "aws-cdk-lib/aws-sqs";
import { Construct } from "constructs";
import { consumeQueue } from "../grants/statements.ts";
import type { Alarms } from "./alarms.ts";
import type { GatewayFunction } from "./gateway-function.ts";

const longest = Duration.days(14);
const tries = 5;

/** What a queue and its consumer are set up with. */
export type Consumption = { readonly batchSize: number; readonly maxConcurrency: number };

/** An encrypted queue whose failed messages go to a dead-letter queue with an alarm. */
export class WorkQueue extends Construct {
  readonly queue: Queue;
  readonly #key: IKey;

  constructor(
    scope: Construct,
    id: string,
    props: { key: IKey; alarms: Alarms; consumerTimeout: Duration; work: string },
  ) {
    super(scope, id);
    this.#key = props.key;
    const encrypted = { encryption: QueueEncryption.KMS, encryptionMasterKey: props.key, enforceSSL: true };
    const dead = new Queue(this, "DeadLetters", { ...encrypted, retentionPeriod: longest });
    this.queue = new Queue(this, "Queue", {
      ...encrypted,
      retentionPeriod: longest,
      // Longer than the function may run, so that no second one starts on the same message meanwhile, and not much
      // longer, so that a message whose function died comes back soon.
      visibilityTimeout: props.consumerTimeout.plus(Duration.seconds(30)),
      deadLetterQueue: { queue: dead, maxReceiveCount: tries },
    });
    props.alarms.whenAny(
      `${props.work}-dead-letters`,
      dead.metricApproximateNumberOfMessagesVisible({ period: Duration.minutes(1) }),
      `A message of the ${props.work} queue failed ${tries} times; its mail is kept. See docs/operations.md.`,
    );
  }

  /** Lets the function work this queue; a message that fails comes back alone. */
  consumedBy(consumer: GatewayFunction, consumption: Consumption): void {
    consumer.allow(...consumeQueue(this.queue, this.#key));
    new EventSourceMapping(this, "Consumer", {
      target: consumer.function,
      eventSourceArn: this.queue.queueArn,
      reportBatchItemFailures: true,
      ...consumption,
    });
  }
}
