import { z } from "zod";
import type { Call } from "../call.ts";
import { Capacity } from "../capacity.ts";
import { invalid } from "../failures.ts";
import { itemIdentity, requireKey } from "../keys.ts";
import { parseItem } from "../parse-value.ts";
import { capacityField, names, rawItem, tableName } from "../request-fields.ts";
import { selectionOf } from "../selection.ts";
import { maximumElements, maximumTransactionBytes, repeatedItem } from "../transaction-limits.ts";
import { sizeOfItem } from "../values.ts";
import { defineOperation } from "./operation.ts";

const get = z.strictObject({
  TableName: tableName,
  Key: rawItem,
  ProjectionExpression: z.string().optional(),
  ExpressionAttributeNames: names,
});

const schema = z.strictObject({
  TransactItems: z
    .array(z.strictObject({ Get: get }))
    .min(1)
    .max(maximumElements),
  ...capacityField,
});

/** TransactGetItems: up to 100 items as they stand at one moment. */
export const transactGetItems = defineOperation(schema, (request, call) => {
  const reads = request.TransactItems.map(({ Get }) => readOf(Get, call));
  if (new Set(reads.map(({ table, key }) => itemIdentity(table, key))).size < reads.length) throw repeatedItem();
  const items = reads.map(({ table, key }) => call.store.get(table, key));
  const sizes = items.map((item) => (item ? sizeOfItem(item) : 0));
  if (sizes.reduce((sum, size) => sum + size, 0) > maximumTransactionBytes) {
    throw invalid("The aggregated size of the items in the transaction exceeds 4 MB");
  }
  const capacity = new Capacity(2);
  reads.forEach(({ table }, place) => {
    capacity.read(table, sizes[place] ?? 0, true);
  });
  return {
    Responses: items.map((item, place) => (item ? { Item: reads[place]?.select(item) } : {})),
    ConsumedCapacity: capacity.report(request.ReturnConsumedCapacity),
  };
});

const readOf = (request: z.infer<typeof get>, call: Call) => {
  const table = call.table("GetItem", { table: request.TableName, keys: [request.Key] });
  return { table, key: requireKey(parseItem(request.Key), table), select: selectionOf(request) };
};
