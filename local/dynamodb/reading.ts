import { z } from "zod";
import { parseCondition } from "./expressions/condition.ts";
import type { Condition } from "./expressions/condition-types.ts";
import type { Path } from "./expressions/path.ts";
import { Placeholders } from "./expressions/placeholders.ts";
import { parseProjection, project } from "./expressions/projection.ts";
import { invalid, invalidParameter } from "./failures.ts";
import { requirePosition } from "./keys.ts";
import { parseItem } from "./parse-value.ts";
import type { Page } from "./read-page.ts";
import { capacityField, placeholderFields, rawItem, tableName } from "./request-fields.ts";
import { type Index, keyNames, type Table } from "./table.ts";
import type { Item } from "./values.ts";

/** What Query and Scan have in common. */
export const readingFields = {
  TableName: tableName,
  IndexName: z.string().optional(),
  ConsistentRead: z.boolean().optional(),
  ExclusiveStartKey: rawItem.optional(),
  FilterExpression: z.string().optional(),
  Limit: z.int().min(1).optional(),
  ProjectionExpression: z.string().optional(),
  Select: z.enum(["ALL_ATTRIBUTES", "ALL_PROJECTED_ATTRIBUTES", "SPECIFIC_ATTRIBUTES", "COUNT"]).optional(),
  ...placeholderFields,
  ...capacityField,
};

type Request = z.infer<z.ZodObject<typeof readingFields>>;

/** A checked Query or Scan. */
type Reading = {
  readonly index?: Index;
  readonly start?: Item;
  readonly filter?: Condition;
  readonly keyCondition?: Condition;
  /** What the caller gets of each item; undefined when only counting. */
  readonly select?: (item: Item) => Item;
};

/** Checks a Query or Scan, all but where it starts among the keys. */
export const parseReading = (request: Request & { KeyConditionExpression?: string }, table: Table): Reading => {
  const index = findIndex(request, table);
  const placeholders = new Placeholders(request.ExpressionAttributeNames, request.ExpressionAttributeValues);
  const { KeyConditionExpression, FilterExpression, ProjectionExpression } = request;
  const condition = (text: string | undefined, label: string) =>
    text === undefined ? undefined : parseCondition(text, label, placeholders);
  const keyCondition = condition(KeyConditionExpression, "KeyConditionExpression");
  const filter = condition(FilterExpression, "FilterExpression");
  const paths = ProjectionExpression === undefined ? undefined : parseProjection(ProjectionExpression, placeholders);
  placeholders.requireAllUsed(
    [KeyConditionExpression, FilterExpression, ProjectionExpression].some((text) => text !== undefined),
  );
  requireSelect(request, table, index, paths);
  return {
    index,
    filter,
    keyCondition,
    start: request.ExclusiveStartKey && requirePosition(parseItem(request.ExclusiveStartKey), table, index),
    select: selectOf(request, paths),
  };
};

/** The answer's items, counts and place to go on. */
export const answerPage = ({ items, scanned, lastKey }: Page, select: Reading["select"]): object => ({
  Items: select && items.map(select),
  Count: items.length,
  ScannedCount: scanned,
  LastEvaluatedKey: lastKey,
});

const selectOf = ({ Select }: Request, paths: readonly Path[] | undefined): Reading["select"] => {
  if (Select === "COUNT") return undefined;
  return paths ? (item) => project(item, paths) : (item) => item;
};

const findIndex = ({ IndexName, ConsistentRead }: Request, table: Table): Index | undefined => {
  if (IndexName === undefined) return undefined;
  const index = table.indexes.find(({ name }) => name === IndexName);
  if (!index) throw invalid(`The table does not have the specified index: ${IndexName}`);
  if (ConsistentRead) throw invalid("Consistent reads are not supported on global secondary indexes");
  return index;
};

const requireSelect = (
  { Select }: Request,
  table: Table,
  index: Index | undefined,
  paths: readonly Path[] | undefined,
): void => {
  if (Select === "SPECIFIC_ATTRIBUTES" && !paths) {
    throw invalid("Must specify the AttributesToGet or ProjectionExpression when choosing to get SPECIFIC_ATTRIBUTES");
  }
  if (paths && Select !== undefined && Select !== "SPECIFIC_ATTRIBUTES") {
    throw invalid(`Cannot specify the ProjectionExpression when choosing to get ${Select}`);
  }
  if (Select === "ALL_PROJECTED_ATTRIBUTES" && !index) {
    throw invalidParameter("ALL_PROJECTED_ATTRIBUTES can be used only when Querying using an IndexName");
  }
  if (index && index.projected !== "all") requireProjected(Select, table, index, index.projected, paths ?? []);
};

const requireProjected = (
  select: Request["Select"],
  table: Table,
  index: Index,
  projected: readonly string[],
  paths: readonly Path[],
): void => {
  if (select === "ALL_ATTRIBUTES") {
    throw invalidParameter(
      `Select type ALL_ATTRIBUTES is not supported for global secondary index ${index.name} because its projection type is not ALL`,
    );
  }
  const known = new Set([...keyNames(table, index), ...projected]);
  const missing = paths.map(([head]) => head).filter((head) => !known.has(head));
  if (missing.length > 0) {
    throw invalidParameter(`Global secondary index ${index.name} does not project [${missing.join(", ")}]`);
  }
};
