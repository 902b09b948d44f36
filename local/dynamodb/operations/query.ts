import { z } from "zod";
import { Capacity } from "../capacity.ts";
import type { Condition } from "../expressions/condition-types.ts";
import { invalid } from "../failures.ts";
import { type KeyRange, keyRangeOf } from "../key-range.ts";
import { partitionOf } from "../keys.ts";
import { readPage } from "../read-page.ts";
import { answerPage, parseReading, readingFields } from "../reading.ts";
import { type KeySchema, keyValue } from "../table.ts";
import type { Item } from "../values.ts";
import { defineOperation } from "./operation.ts";

const schema = z.strictObject({
  ...readingFields,
  KeyConditionExpression: z.string(),
  ScanIndexForward: z.boolean().optional(),
});

/** Query: the items of one partition of a table or index, in the order of their sort keys. */
export const query = defineOperation(schema, (request, call) => {
  const table = call.known(request.TableName);
  if (!table) return call.table("Query", { table: request.TableName, index: request.IndexName });
  const reading = parseReading(request, table);
  const { index, filter, start } = reading;
  const key = index?.key ?? table.key;
  const range = keyRangeOf(reading.keyCondition, key);
  call.table("Query", { table: table.name, index: index?.name, partitions: [range.partitionValue] });
  if (filter) requireNoKeyFilter(filter, key);
  if (start) requireSamePartition(start, key, range);
  const forward = request.ScanIndexForward ?? true;
  const page = readPage(call.store, { table, index, range, forward, limit: request.Limit, start, filter });
  const capacity = new Capacity();
  capacity.read(table, page.bytes, request.ConsistentRead ?? false, index);
  return {
    ...answerPage(page, reading.select),
    ConsumedCapacity: capacity.report(request.ReturnConsumedCapacity)?.[0],
  };
});

const requireNoKeyFilter = (filter: Condition, { partition, sort }: KeySchema): void => {
  const name = namesIn(filter).find((each) => each === partition.name || each === sort?.name);
  if (name === undefined) return;
  throw invalid(`Filter Expression can only contain non-primary key attributes: Primary key attribute: ${name}`);
};

const namesIn = (condition: Condition): string[] => {
  if (condition.kind === "not") return namesIn(condition.condition);
  if ("left" in condition) return [...namesIn(condition.left), ...namesIn(condition.right)];
  return condition.operands.flatMap((operand) => (operand.kind === "value" ? [] : [operand.path[0]]));
};

const requireSamePartition = (start: Item, { partition }: KeySchema, range: KeyRange): void => {
  if (partitionOf(keyValue(start, partition)).equals(range.partition)) return;
  throw invalid("The provided starting key is outside query boundaries based on provided conditions");
};
