import { z } from "zod";
import type { Call } from "../call.ts";
import { Capacity } from "../capacity.ts";
import { invalid } from "../failures.ts";
import { itemIdentity } from "../keys.ts";
import { rawItem, writeFields } from "../request-fields.ts";
import { keyedWrite, perform, putWrite, type Write } from "../writes.ts";
import { defineOperation } from "./operation.ts";

const maximumWrites = 25;

const request = z.union(
  [
    z.strictObject({ PutRequest: z.strictObject({ Item: rawItem }) }),
    z.strictObject({ DeleteRequest: z.strictObject({ Key: rawItem }) }),
  ],
  "Supplied AttributeValue has more than one datatypes set, must contain exactly one of PutRequest and DeleteRequest",
);

const schema = z.strictObject({ RequestItems: z.record(z.string(), z.array(request).min(1)), ...writeFields });

/** BatchWriteItem: up to 25 puts and deletes without conditions. */
export const batchWriteItem = defineOperation(schema, (body, call) => {
  const entries = Object.entries(body.RequestItems);
  const count = entries.reduce((sum, [, { length }]) => sum + length, 0);
  if (count === 0) throw invalid("The batch write request list for a table cannot be null or empty");
  if (count > maximumWrites) throw invalid("Too many items requested for the BatchWriteItem call");
  const writes = entries.flatMap(([name, requests]) => writesOf(name, requests, call));
  if (new Set(writes.map(({ table, key }) => itemIdentity(table, key))).size < writes.length) {
    throw invalid("Provided list of item keys contains duplicates");
  }
  const capacity = new Capacity();
  call.store.change(() => {
    for (const write of writes) {
      const { before, after } = perform(call.store, write);
      capacity.write(write.table, before, after);
    }
  });
  return { UnprocessedItems: {}, ConsumedCapacity: capacity.report(body.ReturnConsumedCapacity) };
});

const writesOf = (name: string, requests: readonly z.infer<typeof request>[], call: Call): Write[] => {
  const keys = requests.map((each) => ("PutRequest" in each ? each.PutRequest.Item : each.DeleteRequest.Key));
  const table = call.table("BatchWriteItem", { table: name, keys });
  return requests.map((each) =>
    "PutRequest" in each
      ? putWrite(table, { TableName: name, ...each.PutRequest })
      : keyedWrite(table, { TableName: name, ...each.DeleteRequest }, () => undefined),
  );
};
