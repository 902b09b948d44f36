import { z } from "zod";
import { physicalName } from "../core/physical-name.ts";
import type { Resource, ResourceType } from "../core/service.ts";
import { TemplateError } from "../core/template.ts";

/** How a bucket encrypts what is put without encryption headers. */
export type DefaultEncryption =
  | { readonly algorithm: "AES256" }
  | { readonly algorithm: "aws:kms"; readonly keyId: string; readonly bucketKey: boolean };

/** A bucket as the template declares it. */
export type Bucket = {
  readonly name: string;
  readonly arn: string;
  readonly encryption: DefaultEncryption;
  readonly policy?: unknown;
};

const encryptionRule = z.strictObject({
  BucketKeyEnabled: z.boolean().default(false),
  ServerSideEncryptionByDefault: z.discriminatedUnion("SSEAlgorithm", [
    z.strictObject({ SSEAlgorithm: z.literal("AES256") }),
    z.strictObject({ SSEAlgorithm: z.literal("aws:kms"), KMSMasterKeyID: z.string() }),
  ]),
});

/** Properties not read here change nothing a client of one machine could see; any other stops the start. */
const bucketProperties = z.strictObject({
  BucketName: z.string().optional(),
  BucketEncryption: z.strictObject({ ServerSideEncryptionConfiguration: z.array(encryptionRule).length(1) }).optional(),
  VersioningConfiguration: z.strictObject({ Status: z.literal("Suspended") }).optional(),
  ObjectLockEnabled: z.literal(false).optional(),
  PublicAccessBlockConfiguration: z.unknown().optional(),
  OwnershipControls: z.unknown().optional(),
  LifecycleConfiguration: z.unknown().optional(),
  LoggingConfiguration: z.unknown().optional(),
  Tags: z.unknown().optional(),
});

const policyProperties = z.strictObject({ Bucket: z.string(), PolicyDocument: z.record(z.string(), z.unknown()) });

const bucketType: ResourceType = {
  type: "AWS::S3::Bucket",
  ref: (declared, deployment) =>
    physicalName(declared, deployment, { property: "BucketName", longest: 63, lowerCase: true }),
  attribute: (name, ref, { region }) =>
    ({
      Arn: `arn:aws:s3:::${ref}`,
      DomainName: `${ref}.s3.amazonaws.com`,
      RegionalDomainName: `${ref}.s3.${region}.amazonaws.com`,
      DualStackDomainName: `${ref}.s3.dualstack.${region}.amazonaws.com`,
    })[name],
};

const bucketPolicyType: ResourceType = {
  type: "AWS::S3::BucketPolicy",
  ref: ({ logicalId }) => logicalId,
  attribute: () => undefined,
};

/** The resource types of this service. */
export const s3ResourceTypes: readonly ResourceType[] = [bucketType, bucketPolicyType];

function parse<T>(schema: z.ZodType<T>, { type, logicalId, properties }: Resource): T {
  const result = schema.safeParse(properties);
  if (result.success) return result.data;
  throw new TemplateError(`${type} ${logicalId} is not understood by the local S3:\n${z.prettifyError(result.error)}`);
}

function encryptionOf(resource: Resource): DefaultEncryption {
  const rule = parse(bucketProperties, resource).BucketEncryption?.ServerSideEncryptionConfiguration[0];
  const chosen = rule?.ServerSideEncryptionByDefault;
  if (rule === undefined || chosen?.SSEAlgorithm !== "aws:kms") return { algorithm: "AES256" };
  return { algorithm: "aws:kms", keyId: chosen.KMSMasterKeyID, bucketKey: rule.BucketKeyEnabled };
}

/** Bucket name → bucket, with the one policy attached to it. */
export function declaredBuckets(resources: readonly Resource[]): ReadonlyMap<string, Bucket> {
  const policies = new Map<string, unknown>();
  for (const resource of resources.filter(({ type }) => type === bucketPolicyType.type)) {
    const { Bucket, PolicyDocument } = parse(policyProperties, resource);
    if (policies.has(Bucket))
      throw new TemplateError(`${resource.logicalId}: the bucket ${Bucket} already has a policy`);
    policies.set(Bucket, PolicyDocument);
  }
  const buckets = resources.filter(({ type }) => type === bucketType.type);
  return new Map(
    buckets.map((resource) => {
      const name = resource.ref;
      const policy = policies.get(name);
      return [name, { name, arn: `arn:aws:s3:::${name}`, encryption: encryptionOf(resource), policy }];
    }),
  );
}
