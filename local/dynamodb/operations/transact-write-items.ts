import { z } from "zod";
import type { Call } from "../call.ts";
import { Capacity } from "../capacity.ts";
import { invalid } from "../failures.ts";
import { recordToken, requestDigest, wasCompleted } from "../idempotency.ts";
import { itemIdentity } from "../keys.ts";
import { writeFields } from "../request-fields.ts";
import { performAll } from "../transaction.ts";
import { maximumElements, maximumTransactionBytes, repeatedItem } from "../transaction-limits.ts";
import { sizeOfItem } from "../values.ts";
import { keyedWrite, putWrite, updateWrite, type Write, writeSchemas } from "../writes.ts";
import { defineOperation } from "./operation.ts";

const element = z.union(
  [
    z.strictObject({ Put: writeSchemas.put }),
    z.strictObject({ Update: writeSchemas.update.extend({ UpdateExpression: z.string() }) }),
    z.strictObject({ Delete: writeSchemas.delete }),
    z.strictObject({ ConditionCheck: writeSchemas.check }),
  ],
  "TransactItems can only contain one of Check, Put, Update or Delete",
);

const schema = z.strictObject({
  TransactItems: z.array(element).min(1).max(maximumElements),
  ClientRequestToken: z.string().min(1).max(36).optional(),
  ...writeFields,
});

/** TransactWriteItems: up to 100 writes and checks of distinct items, all or nothing. */
export const transactWriteItems = defineOperation(schema, (request, call) => {
  const writes = request.TransactItems.map((each) => writeOf(each, call));
  if (new Set(writes.map(({ table, key }) => itemIdentity(table, key))).size < writes.length) throw repeatedItem();
  const token = request.ClientRequestToken;
  const digest = requestDigest(request.TransactItems);
  const capacity = new Capacity(2);
  call.store.change(() => {
    if (token !== undefined && wasCompleted(call.store, token, digest, call.now())) return;
    let bytes = 0;
    performAll(call.store, writes).forEach(({ before, after }, place) => {
      capacity.write((writes[place] as Write).table, before, after);
      bytes += Math.max(before ? sizeOfItem(before) : 0, after ? sizeOfItem(after) : 0);
    });
    if (bytes > maximumTransactionBytes) {
      throw invalid("The aggregated size of the items in the transaction exceeds 4 MB");
    }
    if (token !== undefined) recordToken(call.store, token, digest, call.now());
  });
  return { ConsumedCapacity: capacity.report(request.ReturnConsumedCapacity) };
});

const writeOf = (each: z.infer<typeof element>, call: Call): Write => {
  if ("Put" in each) {
    const table = call.table("PutItem", { table: each.Put.TableName, keys: [each.Put.Item] });
    return putWrite(table, each.Put);
  }
  if ("Update" in each) {
    const table = call.table("UpdateItem", { table: each.Update.TableName, keys: [each.Update.Key] });
    return updateWrite(table, each.Update);
  }
  if ("Delete" in each) {
    const table = call.table("DeleteItem", { table: each.Delete.TableName, keys: [each.Delete.Key] });
    return keyedWrite(table, each.Delete, () => undefined);
  }
  const { TableName, Key } = each.ConditionCheck;
  const table = call.table("ConditionCheckItem", { table: TableName, keys: [Key] });
  return keyedWrite(table, each.ConditionCheck, (before) => before);
};
