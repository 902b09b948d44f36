import { z } from "zod";
import { Capacity } from "../capacity.ts";
import { writeFields } from "../request-fields.ts";
import { perform, putWrite, writeSchemas } from "../writes.ts";
import { defineOperation } from "./operation.ts";

const schema = writeSchemas.put.extend({
  ...writeFields,
  ReturnValues: z.enum(["NONE", "ALL_OLD"], "ReturnValues can only be ALL_OLD or NONE").optional(),
});

/** PutItem: a whole item in place of the one with its key. */
export const putItem = defineOperation(schema, (request, call) => {
  const table = call.table("PutItem", { table: request.TableName, keys: [request.Item] });
  const { before, after } = perform(call.store, putWrite(table, request));
  const capacity = new Capacity();
  capacity.write(table, before, after);
  return {
    Attributes: request.ReturnValues === "ALL_OLD" ? before : undefined,
    ConsumedCapacity: capacity.report(request.ReturnConsumedCapacity)?.[0],
  };
});
