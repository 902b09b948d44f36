import { z } from "zod";

/** A table's name or ARN. */
export const tableName = z.string().min(1);

/** Attributes not looked into yet. */
export const rawItem = z.record(z.string(), z.unknown());

/** `#name` placeholders. */
export const names = z.record(z.string(), z.string()).optional();

const capacityMode = z.enum(["INDEXES", "TOTAL", "NONE"]).optional();

/** How much the answer says of the capacity used. */
export type CapacityMode = z.infer<typeof capacityMode>;

/** Taken by all operations. */
export const capacityField = { ReturnConsumedCapacity: capacityMode };

/** Taken by all writes; collection metrics are never answered, as for a table without local indexes. */
export const writeFields = { ...capacityField, ReturnItemCollectionMetrics: z.enum(["SIZE", "NONE"]).optional() };

/** Both kinds of placeholders. */
export const placeholderFields = { ExpressionAttributeNames: names, ExpressionAttributeValues: rawItem.optional() };

/** Taken by each single write, alone or in a transaction. */
export const conditionFields = {
  TableName: tableName,
  ConditionExpression: z.string().optional(),
  ...placeholderFields,
  ReturnValuesOnConditionCheckFailure: z.enum(["ALL_OLD", "NONE"]).optional(),
};

/** Which attributes to read of which items. */
export const readFields = {
  ConsistentRead: z.boolean().optional(),
  ProjectionExpression: z.string().optional(),
  ExpressionAttributeNames: names,
};
