import { z } from "zod";
import { Capacity } from "../capacity.ts";
import { writeFields } from "../request-fields.ts";
import { keyedWrite, perform, writeSchemas } from "../writes.ts";
import { defineOperation } from "./operation.ts";

const schema = writeSchemas.delete.extend({
  ...writeFields,
  ReturnValues: z.enum(["NONE", "ALL_OLD"], "ReturnValues can only be ALL_OLD or NONE").optional(),
});

/** DeleteItem: removes one item, if it is there. */
export const deleteItem = defineOperation(schema, (request, call) => {
  const table = call.table("DeleteItem", { table: request.TableName, keys: [request.Key] });
  const { before } = perform(
    call.store,
    keyedWrite(table, request, () => undefined),
  );
  const capacity = new Capacity();
  capacity.write(table, before, undefined);
  return {
    Attributes: request.ReturnValues === "ALL_OLD" ? before : undefined,
    ConsumedCapacity: capacity.report(request.ReturnConsumedCapacity)?.[0],
  };
});
