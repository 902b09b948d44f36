import { z } from "zod";
import type { Call } from "../call.ts";
import { Capacity } from "../capacity.ts";
import { invalid } from "../failures.ts";
import { itemIdentity, requireKey } from "../keys.ts";
import { parseItem } from "../parse-value.ts";
import { capacityField, rawItem, readFields } from "../request-fields.ts";
import { selectionOf } from "../selection.ts";
import type { Table } from "../table.ts";
import { type Item, sizeOfItem } from "../values.ts";
import { defineOperation } from "./operation.ts";

const maximumKeys = 100;
const maximumBytes = 16 * 1024 * 1024;

const reads = z.strictObject({ Keys: z.array(rawItem).min(1), ...readFields });

const schema = z.strictObject({ RequestItems: z.record(z.string(), reads), ...capacityField });

type Reads = z.infer<typeof reads>;

/** BatchGetItem: up to 100 items of any tables; what exceeds 16 MB is left for another call. */
export const batchGetItem = defineOperation(schema, (request, call) => {
  const entries = Object.entries(request.RequestItems);
  if (entries.reduce((sum, [, { Keys }]) => sum + Keys.length, 0) > maximumKeys) {
    throw invalid("Too many items requested for the BatchGetItem call");
  }
  if (entries.length === 0) throw invalid("The batch get request must name at least one table");
  const batches = entries.map(([name, each]) => batchOf(name, each, call));
  const capacity = new Capacity();
  const answer = {
    Responses: {} as Record<string, Item[]>,
    UnprocessedKeys: {} as Record<string, Reads>,
  };
  let room = maximumBytes;
  for (const batch of batches) {
    const found = batch.keys.map((key) => call.store.get(batch.table, key));
    const sizes = found.map((item) => (item ? sizeOfItem(item) : 0));
    const fitting = sizes.findIndex((_, index) => sum(sizes.slice(0, index + 1)) > room);
    const taken = fitting < 0 ? found.length : fitting;
    room -= sum(sizes.slice(0, taken));
    for (const size of sizes.slice(0, taken)) capacity.read(batch.table, size, batch.reads.ConsistentRead ?? false);
    answer.Responses[batch.name] = found.slice(0, taken).flatMap((item) => (item ? [batch.select(item)] : []));
    if (taken < found.length) {
      answer.UnprocessedKeys[batch.name] = { ...batch.reads, Keys: batch.reads.Keys.slice(taken) };
    }
  }
  return { ...answer, ConsumedCapacity: capacity.report(request.ReturnConsumedCapacity) };
});

type Batch = {
  readonly name: string;
  readonly table: Table;
  readonly reads: Reads;
  readonly keys: readonly Item[];
  readonly select: (item: Item) => Item;
};

const batchOf = (name: string, request: Reads, call: Call): Batch => {
  const table = call.table("BatchGetItem", { table: name, keys: request.Keys });
  const keys = request.Keys.map((key) => requireKey(parseItem(key), table));
  const distinct = new Set(keys.map((key) => itemIdentity(table, key)));
  if (distinct.size < keys.length) throw invalid("Provided list of item keys contains duplicates");
  return { name, table, reads: request, keys, select: selectionOf(request) };
};

const sum = (sizes: readonly number[]): number => sizes.reduce((total, size) => total + size, 0);
