import { z } from "zod";
import { readProperties } from "../core/read-properties.ts";
import type { CloudContext } from "../core/service.ts";
import { functionArn } from "../functions/resource-types.ts";
import type { Mapping } from "./event-source.ts";

/** More processes than this would only make one machine slower. */
const localConcurrency = 4;

const mapping = z.strictObject({
  EventSourceArn: z.string().regex(/^arn:aws:sqs:/, "only queues are known as event sources"),
  FunctionName: z.string(),
  BatchSize: z.coerce.number().min(1).max(10).default(10),
  MaximumBatchingWindowInSeconds: z.literal(0).optional(),
  Enabled: z.literal(true).optional(),
  FunctionResponseTypes: z.array(z.literal("ReportBatchItemFailures")).default([]),
  ScalingConfig: z.strictObject({ MaximumConcurrency: z.coerce.number().min(2) }).optional(),
  Tags: z.unknown().optional(),
});

/** The queues that feed functions. */
export function readMappings({ resources, deployment }: CloudContext): readonly Mapping[] {
  return resources
    .filter((one) => one.type === "AWS::Lambda::EventSourceMapping")
    .map((one) => readProperties(mapping, one))
    .map((one) => ({
      queueArn: one.EventSourceArn,
      functionArn: one.FunctionName.startsWith("arn:") ? one.FunctionName : functionArn(one.FunctionName, deployment),
      batchSize: one.BatchSize,
      concurrency: Math.min(one.ScalingConfig?.MaximumConcurrency ?? localConcurrency, localConcurrency),
      reportsFailures: one.FunctionResponseTypes.length > 0,
    }));
}
