import { z } from "zod";
import type { Deployment } from "../core/service.ts";
import { type AttributeValue, attributeOf, copyItem, emptyItem, type Item } from "./values.ts";

/** One attribute of a primary or index key. */
export type KeyAttribute = { readonly name: string; readonly type: "S" | "N" | "B" };

/** The attributes that make up a key, partition first. */
export type KeySchema = { readonly partition: KeyAttribute; readonly sort?: KeyAttribute };

/** A global secondary index of a table. */
export type Index = {
  readonly name: string;
  readonly key: KeySchema;
  /** Attributes it holds besides the keys, or all of them. */
  readonly projected: "all" | readonly string[];
};

/** A table as the template declares it. */
export type Table = {
  readonly name: string;
  readonly arn: string;
  readonly key: KeySchema;
  readonly indexes: readonly Index[];
  readonly expiryAttribute?: string;
};

const keySchema = z
  .array(z.object({ AttributeName: z.string(), KeyType: z.enum(["HASH", "RANGE"]) }))
  .min(1)
  .max(2);

const index = z.strictObject({
  IndexName: z.string(),
  KeySchema: keySchema,
  Projection: z.strictObject({
    ProjectionType: z.enum(["ALL", "KEYS_ONLY", "INCLUDE"]).default("ALL"),
    NonKeyAttributes: z.array(z.string()).default([]),
  }),
});

/** Changes nothing here: who pays, how it is encrypted and backed up. */
const inert = {
  BillingMode: z.literal("PAY_PER_REQUEST"),
  DeletionProtectionEnabled: z.boolean().optional(),
  PointInTimeRecoverySpecification: z.unknown().optional(),
  SSESpecification: z.unknown().optional(),
  TableName: z.string().optional(),
  Tags: z.unknown().optional(),
};

const properties = z.strictObject({
  ...inert,
  KeySchema: keySchema,
  AttributeDefinitions: z.array(z.object({ AttributeName: z.string(), AttributeType: z.enum(["S", "N", "B"]) })),
  GlobalSecondaryIndexes: z.array(index).default([]),
  TimeToLiveSpecification: z.object({ AttributeName: z.string().optional(), Enabled: z.boolean() }).optional(),
});

type Properties = z.infer<typeof properties>;

/** The ARN of a table of that name. */
export const tableArn = (name: string, { region, accountId }: Deployment): string =>
  `arn:aws:dynamodb:${region}:${accountId}:table/${name}`;

/** Reads a table from the template's properties; throws on what it cannot stand for. */
export const tableOf = (name: string, declared: unknown, deployment: Deployment): Table => {
  const parsed = properties.safeParse(declared);
  if (!parsed.success) throw new Error(z.prettifyError(parsed.error));
  const read = parsed.data;
  const expiry = read.TimeToLiveSpecification;
  return {
    name,
    arn: tableArn(name, deployment),
    key: keyOf(read.KeySchema, read),
    indexes: read.GlobalSecondaryIndexes.map((each) => indexOf(each, read)),
    expiryAttribute: expiry?.Enabled ? expiry.AttributeName : undefined,
  };
};

const indexOf = (declared: z.infer<typeof index>, all: Properties): Index => ({
  name: declared.IndexName,
  key: keyOf(declared.KeySchema, all),
  projected: declared.Projection.ProjectionType === "ALL" ? "all" : declared.Projection.NonKeyAttributes,
});

const keyOf = (schema: z.infer<typeof keySchema>, { AttributeDefinitions }: Properties): KeySchema => {
  const [partition, sort] = (["HASH", "RANGE"] as const).map((role) => {
    const name = schema.find(({ KeyType }) => KeyType === role)?.AttributeName;
    const type = AttributeDefinitions.find(({ AttributeName }) => AttributeName === name)?.AttributeType;
    if (name !== undefined && type === undefined) throw new Error(`key attribute ${name} has no definition`);
    return name === undefined || type === undefined ? undefined : { name, type };
  });
  if (!partition) throw new Error("a key schema needs a HASH attribute");
  return { partition, sort };
};

/** The attributes of a key: one or two. */
export const attributesOf = ({ partition, sort }: KeySchema): readonly KeyAttribute[] =>
  sort ? [partition, sort] : [partition];

/** Names of the table's key attributes and, when one is given, the index's. */
export const keyNames = (table: Table, index?: Index): readonly string[] => [
  ...new Set([...attributesOf(table.key), ...(index ? attributesOf(index.key) : [])].map(({ name }) => name)),
];

/** The part of an item that has those names. */
export const pick = (item: Item, names: readonly string[]): Item => {
  const picked = emptyItem();
  for (const name of names) {
    const value = attributeOf(item, name);
    if (value !== undefined) picked[name] = value;
  }
  return picked;
};

/** What an index holds of an item. */
export const projectedBy = (table: Table, index: Index | undefined, item: Item): Item =>
  !index || index.projected === "all" ? copyItem(item) : pick(item, [...keyNames(table, index), ...index.projected]);

/** The value of a key attribute that is known to be there. */
export const keyValue = (item: Item, { name }: KeyAttribute): AttributeValue => item[name] as AttributeValue;
