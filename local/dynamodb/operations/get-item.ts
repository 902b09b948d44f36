import { z } from "zod";
import { Capacity } from "../capacity.ts";
import { requireKey } from "../keys.ts";
import { parseItem } from "../parse-value.ts";
import { capacityField, rawItem, readFields, tableName } from "../request-fields.ts";
import { selectionOf } from "../selection.ts";
import { sizeOfItem } from "../values.ts";
import { defineOperation } from "./operation.ts";

const schema = z.strictObject({ TableName: tableName, Key: rawItem, ...readFields, ...capacityField });

/** GetItem: one item or parts of it. */
export const getItem = defineOperation(schema, (request, call) => {
  const table = call.table("GetItem", { table: request.TableName, keys: [request.Key] });
  const key = requireKey(parseItem(request.Key), table);
  const select = selectionOf(request);
  const item = call.store.get(table, key);
  const capacity = new Capacity();
  capacity.read(table, item ? sizeOfItem(item) : 0, request.ConsistentRead ?? false);
  return { Item: item && select(item), ConsumedCapacity: capacity.report(request.ReturnConsumedCapacity)?.[0] };
});
