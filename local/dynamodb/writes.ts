import { z } from "zod";
import { ServiceError } from "../core/service.ts";
import { applyUpdate } from "./expressions/apply-update.ts";
import { parseCondition } from "./expressions/condition.ts";
import type { Condition } from "./expressions/condition-types.ts";
import { matches } from "./expressions/matches.ts";
import type { Path } from "./expressions/path.ts";
import { Placeholders } from "./expressions/placeholders.ts";
import { parseUpdate, type Update } from "./expressions/update.ts";
import { invalidParameter } from "./failures.ts";
import type { ItemStore } from "./item-store.ts";
import { requireKey, requireKeys } from "./keys.ts";
import { parseItem } from "./parse-value.ts";
import { conditionFields, rawItem } from "./request-fields.ts";
import { keyNames, pick, type Table } from "./table.ts";
import { type Item, requireItemSize } from "./values.ts";

/** A checked write of one item, alone or in a transaction. */
export type Write = {
  readonly table: Table;
  readonly key: Item;
  readonly condition?: Condition;
  /** Whether a failed condition answers with the item that failed it. */
  readonly returnOnFailure: boolean;
  /** The item afterwards: undefined removes it, the same object leaves it. */
  readonly change: (before: Item | undefined) => Item | undefined;
  /** The paths an update names. */
  readonly paths: readonly Path[];
};

/** The parameters of each kind of write. */
export const writeSchemas = {
  put: z.strictObject({ ...conditionFields, Item: rawItem }),
  update: z.strictObject({ ...conditionFields, Key: rawItem, UpdateExpression: z.string().optional() }),
  delete: z.strictObject({ ...conditionFields, Key: rawItem }),
  check: z.strictObject({ ...conditionFields, Key: rawItem, ConditionExpression: z.string() }),
};

type Conditional = z.infer<z.ZodObject<typeof conditionFields>>;
type Keyed = Conditional & { readonly Key: Record<string, unknown> };

const conditionOf = (
  request: Conditional,
  placeholders: Placeholders,
): Pick<Write, "condition" | "returnOnFailure"> => {
  const text = request.ConditionExpression;
  return {
    condition: text === undefined ? undefined : parseCondition(text, "ConditionExpression", placeholders),
    returnOnFailure: request.ReturnValuesOnConditionCheckFailure === "ALL_OLD",
  };
};

const placeholdersOf = (request: Conditional): Placeholders =>
  new Placeholders(request.ExpressionAttributeNames, request.ExpressionAttributeValues);

/** A write of a whole item. */
export const putWrite = (table: Table, request: z.infer<typeof writeSchemas.put>): Write => {
  const item = parseItem(request.Item);
  requireKeys(item, table);
  requireItemSize(item);
  const placeholders = placeholdersOf(request);
  const conditional = conditionOf(request, placeholders);
  placeholders.requireAllUsed(conditional.condition !== undefined);
  return { table, key: pick(item, keyNames(table)), ...conditional, change: () => item, paths: [] };
};

/** A removal, or a check that leaves the item as it is. */
export const keyedWrite = (table: Table, request: Keyed, change: Write["change"]): Write => {
  const placeholders = placeholdersOf(request);
  const conditional = conditionOf(request, placeholders);
  placeholders.requireAllUsed(conditional.condition !== undefined);
  return { table, key: requireKey(parseItem(request.Key), table), ...conditional, change, paths: [] };
};

/** A change of some attributes; makes the item if there is none. */
export const updateWrite = (table: Table, request: z.infer<typeof writeSchemas.update>): Write => {
  const key = requireKey(parseItem(request.Key), table);
  const placeholders = placeholdersOf(request);
  const text = request.UpdateExpression;
  const update = text === undefined ? [] : parseUpdate(text, placeholders);
  requireNoKeyChange(update, table);
  const conditional = conditionOf(request, placeholders);
  placeholders.requireAllUsed(text !== undefined || conditional.condition !== undefined);
  return {
    table,
    key,
    ...conditional,
    change: (before) => applyUpdate(before ?? key, update),
    paths: update.map(({ path }) => path),
  };
};

const requireNoKeyChange = (update: Update, table: Table): void => {
  const names = keyNames(table);
  const changed = update.find(({ path: [head] }) => names.includes(head));
  if (changed) throw invalidParameter(`Cannot update attribute ${changed.path[0]}. This attribute is part of the key`);
};

/** Checks the condition and makes the change; throws ConditionalCheckFailedException. */
export const perform = (store: ItemStore, write: Write): { before?: Item; after?: Item } =>
  store.change(() => {
    const before = store.get(write.table, write.key);
    if (write.condition && !matches(write.condition, before)) throw conditionFailed(write, before);
    const after = write.change(before);
    if (after === before) return { before, after };
    if (after) store.put(write.table, after, "Item size to update has exceeded the maximum allowed size");
    else store.delete(write.table, write.key);
    return { before, after };
  });

const conditionFailed = ({ returnOnFailure }: Write, before: Item | undefined): ServiceError =>
  new ServiceError(
    "ConditionalCheckFailedException",
    "The conditional request failed",
    400,
    returnOnFailure && before ? { Item: before } : {},
  );
