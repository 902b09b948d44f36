import { createHash } from "node:crypto";
import { z } from "zod";
import type { DeclaredResource, Deployment, Resource, ResourceType } from "../core/service.ts";
import { TemplateError } from "../core/template.ts";

/** Kinds of keys: for wrapping, or for signing. */
export type KeySpec = "SYMMETRIC_DEFAULT" | "ECC_NIST_P256";

/** A customer key as the template declares it. */
export type DeclaredKey = {
  readonly keyId: string;
  readonly arn: string;
  readonly description: string;
  readonly policy: unknown;
  readonly enabled: boolean;
  readonly spec: KeySpec;
};

const keyProperties = z
  .strictObject({
    KeyPolicy: z.record(z.string(), z.unknown()).optional(),
    Description: z.string().default(""),
    Enabled: z.boolean().default(true),
    EnableKeyRotation: z.boolean().optional(),
    RotationPeriodInDays: z.number().optional(),
    PendingWindowInDays: z.number().optional(),
    KeySpec: z.enum(["SYMMETRIC_DEFAULT", "ECC_NIST_P256"]).default("SYMMETRIC_DEFAULT"),
    KeyUsage: z.enum(["ENCRYPT_DECRYPT", "SIGN_VERIFY"]).default("ENCRYPT_DECRYPT"),
    Origin: z.literal("AWS_KMS").optional(),
    MultiRegion: z.literal(false).optional(),
    Tags: z.array(z.unknown()).optional(),
  })
  .refine(
    ({ KeySpec, KeyUsage }) => (KeySpec === "ECC_NIST_P256") === (KeyUsage === "SIGN_VERIFY"),
    "ECC_NIST_P256 signs and verifies, SYMMETRIC_DEFAULT encrypts and decrypts",
  )
  .refine(
    ({ KeySpec, EnableKeyRotation }) => KeySpec === "SYMMETRIC_DEFAULT" || EnableKeyRotation !== true,
    "an asymmetric key cannot be rotated",
  );

const aliasProperties = z.strictObject({
  AliasName: z.string().regex(/^alias\/(?!aws\/)[\w/-]{1,250}$/),
  TargetKeyId: z.string(),
});

/** The name a key ARN, an alias ARN or an id has after its last colon. */
export const afterAccount = (idOrArn: string): string => idOrArn.slice(idOrArn.lastIndexOf(":") + 1);

/** The ARN of a key or an alias in this deployment. */
export const kmsArn = ({ region, accountId }: Deployment, name: string): string =>
  `arn:aws:kms:${region}:${accountId}:${name}`;

/** A stable key id (a UUID) for a logical id, so that material on disk is found again. */
function keyIdOf({ logicalId }: DeclaredResource, { stackName, accountId, region }: Deployment): string {
  const hex = createHash("sha256").update(`${accountId}/${region}/${stackName}/${logicalId}`).digest("hex");
  return [hex.slice(0, 8), hex.slice(8, 12), `4${hex.slice(13, 16)}`, `8${hex.slice(17, 20)}`, hex.slice(20, 32)].join(
    "-",
  );
}

const keyType: ResourceType = {
  type: "AWS::KMS::Key",
  ref: keyIdOf,
  attribute(name, ref, deployment) {
    if (name === "Arn") return kmsArn(deployment, `key/${ref}`);
    return name === "KeyId" ? ref : undefined;
  },
};

const aliasType: ResourceType = {
  type: "AWS::KMS::Alias",
  ref: ({ properties, logicalId }) => {
    if (typeof properties.AliasName === "string") return properties.AliasName;
    throw new TemplateError(`${logicalId}: the AliasName of an alias must be literal`);
  },
  attribute: () => undefined,
};

/** The resource types of this service. */
export const kmsResourceTypes: readonly ResourceType[] = [keyType, aliasType];

function parse<T>(schema: z.ZodType<T>, { type, logicalId, properties }: Resource): T {
  const result = schema.safeParse(properties);
  if (result.success) return result.data;
  throw new TemplateError(`${type} ${logicalId} is not understood by the local KMS:\n${z.prettifyError(result.error)}`);
}

/** The keys that the template declares. */
export function declaredKeys(resources: readonly Resource[], deployment: Deployment): readonly DeclaredKey[] {
  const ownAccount = {
    Effect: "Allow",
    Principal: { AWS: `arn:aws:iam::${deployment.accountId}:root` },
    Action: "kms:*",
    Resource: "*",
  };
  return resources
    .filter(({ type }) => type === keyType.type)
    .map((resource) => {
      const { KeyPolicy, Description, Enabled, KeySpec } = parse(keyProperties, resource);
      return {
        keyId: resource.ref,
        arn: kmsArn(deployment, `key/${resource.ref}`),
        description: Description,
        enabled: Enabled,
        spec: KeySpec,
        policy: KeyPolicy ?? { Version: "2012-10-17", Statement: [ownAccount] },
      };
    });
}

/** Alias name → key id, for each alias that the template declares. */
export function declaredAliases(resources: readonly Resource[]): ReadonlyMap<string, string> {
  const aliases = resources.filter(({ type }) => type === aliasType.type);
  return new Map(
    aliases.map((resource) => {
      const { AliasName, TargetKeyId } = parse(aliasProperties, resource);
      return [AliasName, afterAccount(TargetKeyId).replace(/^key\//, "")];
    }),
  );
}
