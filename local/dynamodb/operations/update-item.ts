import { z } from "zod";
import { Capacity } from "../capacity.ts";
import { project } from "../expressions/projection.ts";
import { writeFields } from "../request-fields.ts";
import type { Item } from "../values.ts";
import { perform, updateWrite, type Write, writeSchemas } from "../writes.ts";
import { defineOperation } from "./operation.ts";

const returnValues = z.enum(["NONE", "ALL_OLD", "UPDATED_OLD", "ALL_NEW", "UPDATED_NEW"]).optional();

const schema = writeSchemas.update.extend({ ...writeFields, ReturnValues: returnValues });

/** UpdateItem: changes attributes of one item, or makes it. */
export const updateItem = defineOperation(schema, (request, call) => {
  const table = call.table("UpdateItem", { table: request.TableName, keys: [request.Key] });
  const write = updateWrite(table, request);
  const { before, after } = perform(call.store, write);
  const capacity = new Capacity();
  capacity.write(table, before, after);
  return {
    Attributes: returned(request.ReturnValues, write, before, after),
    ConsumedCapacity: capacity.report(request.ReturnConsumedCapacity)?.[0],
  };
});

const returned = (
  wanted: z.infer<typeof returnValues>,
  { paths }: Write,
  before: Item | undefined,
  after: Item | undefined,
): Item | undefined => {
  if (wanted === undefined || wanted === "NONE") return undefined;
  const item = wanted.endsWith("OLD") ? before : after;
  if (!item || wanted.startsWith("ALL")) return item;
  const updated = project(item, paths);
  return Object.keys(updated).length > 0 ? updated : undefined;
};
