import { z } from "zod";
import { readProperties } from "../core/read-properties.ts";
import type { Resource } from "../core/service.ts";

const declared = z.strictObject({
  Runtime: z.literal("nodejs24.x"),
  Handler: z.string().regex(/^[\w./-]+\.\w+$/),
  Code: z.strictObject({ S3Bucket: z.string(), S3Key: z.string() }),
  Role: z.string(),
  FunctionName: z.string().optional(),
  Description: z.string().optional(),
  Architectures: z.array(z.enum(["arm64", "x86_64"])).optional(),
  MemorySize: z.coerce.number().default(128),
  Timeout: z.coerce.number().default(3),
  Environment: z.strictObject({ Variables: z.record(z.string(), z.coerce.string()).default({}) }).optional(),
  ReservedConcurrentExecutions: z.coerce.number().min(1).optional(),
  EphemeralStorage: z.strictObject({ Size: z.coerce.number() }).optional(),
  KmsKeyArn: z.string().optional(),
  LoggingConfig: z.unknown().optional(),
  TracingConfig: z.unknown().optional(),
  Tags: z.unknown().optional(),
});

/** A Lambda function as the template declares it. */
export type DeclaredFunction = z.output<typeof declared>;

/** Reads a function's properties; what the local runtime would ignore stops the start. */
export function readFunction(resource: Resource): DeclaredFunction {
  return readProperties(declared, resource);
}

const permission = z.strictObject({
  Action: z.string(),
  FunctionName: z.string(),
  Principal: z.string(),
  SourceArn: z.string().optional(),
  SourceAccount: z.string().optional(),
});

/** Turns AWS::Lambda::Permission resources into the policy document of one function. */
export function permissionsOf(functionArn: string, resources: readonly Resource[]): object {
  const name = functionArn.slice(functionArn.lastIndexOf(":") + 1);
  const statements = resources
    .filter((one) => one.type === "AWS::Lambda::Permission")
    .map((one) => readProperties(permission, one))
    .filter((one) => one.FunctionName === functionArn || one.FunctionName === name)
    .map((one) => ({
      Effect: "Allow",
      Principal: one.Principal.includes(".") ? { Service: one.Principal } : { AWS: one.Principal },
      Action: one.Action,
      Resource: functionArn,
      Condition: {
        ...(one.SourceArn === undefined ? {} : { ArnLike: { "aws:SourceArn": one.SourceArn } }),
        ...(one.SourceAccount === undefined ? {} : { StringEquals: { "aws:SourceAccount": one.SourceAccount } }),
      },
    }));
  return { Version: "2012-10-17", Statement: statements };
}
