import { z } from "zod";
import { readProperties } from "../core/read-properties.ts";
import type { Deployment, Resource } from "../core/service.ts";
import { queueArnOf } from "./resource-types.ts";

/** One declared queue, with AWS's defaults filled in. */
export type QueueSettings = {
  readonly arn: string;
  readonly url: string;
  readonly delaySeconds: number;
  readonly visibilitySeconds: number;
  readonly retentionSeconds: number;
  readonly maximumBytes: number;
  readonly kmsKeyId?: string;
  readonly redrive?: { readonly deadLetterArn: string; readonly maxReceives: number };
  /** The queue policies' statements as one document. */
  readonly policy?: unknown;
};

const seconds = (maximum: number, otherwise: number) => z.coerce.number().int().min(0).max(maximum).default(otherwise);

const queueProperties = z.strictObject({
  QueueName: z.string().optional(),
  DelaySeconds: seconds(900, 0),
  VisibilityTimeout: seconds(43_200, 30),
  MessageRetentionPeriod: seconds(1_209_600, 345_600),
  MaximumMessageSize: z.coerce.number().int().min(1024).max(1_048_576).default(1_048_576),
  ReceiveMessageWaitTimeSeconds: seconds(20, 0),
  KmsMasterKeyId: z.string().optional(),
  KmsDataKeyReusePeriodSeconds: seconds(86_400, 300),
  SqsManagedSseEnabled: z.boolean().optional(),
  RedrivePolicy: z
    .object({ deadLetterTargetArn: z.string(), maxReceiveCount: z.coerce.number().int().min(1) })
    .optional(),
  RedriveAllowPolicy: z.unknown().optional(),
  Tags: z.unknown().optional(),
});

const policyProperties = z.object({
  Queues: z.array(z.string()),
  PolicyDocument: z.object({ Statement: z.union([z.array(z.unknown()), z.unknown()]) }),
});

function policyFor(url: string, resources: readonly Resource[]): unknown {
  const statements = resources
    .filter((resource) => resource.type === "AWS::SQS::QueuePolicy")
    .map((resource) => readProperties(policyProperties, resource))
    .filter((policy) => policy.Queues.includes(url))
    .flatMap((policy) => policy.PolicyDocument.Statement);
  return statements.length > 0 ? { Version: "2012-10-17", Statement: statements } : undefined;
}

/** Reads the declared queues; a property that is not understood stops the start. */
export function declaredQueues(resources: readonly Resource[], deployment: Deployment): Map<string, QueueSettings> {
  const queues = resources
    .filter((resource) => resource.type === "AWS::SQS::Queue")
    .map((resource): QueueSettings => {
      const { ref } = resource;
      const declared = readProperties(queueProperties, resource);
      const redrive = declared.RedrivePolicy;
      return {
        arn: queueArnOf(ref, deployment),
        url: ref,
        delaySeconds: declared.DelaySeconds,
        visibilitySeconds: declared.VisibilityTimeout,
        retentionSeconds: declared.MessageRetentionPeriod,
        maximumBytes: declared.MaximumMessageSize,
        ...(declared.KmsMasterKeyId && { kmsKeyId: declared.KmsMasterKeyId }),
        ...(redrive && {
          redrive: { deadLetterArn: redrive.deadLetterTargetArn, maxReceives: redrive.maxReceiveCount },
        }),
        policy: policyFor(ref, resources),
      };
    });
  return new Map(queues.map((queue) => [queue.arn, queue]));
}
