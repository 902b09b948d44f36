import { Placeholders } from "./expressions/placeholders.ts";
import { parseProjection, project } from "./expressions/projection.ts";
import type { Item } from "./values.ts";

type Projected = {
  readonly ProjectionExpression?: string;
  readonly ExpressionAttributeNames?: Readonly<Record<string, string>>;
};

/** What a read without other expressions takes of each item. */
export const selectionOf = (request: Projected): ((item: Item) => Item) => {
  const text = request.ProjectionExpression;
  const placeholders = new Placeholders(request.ExpressionAttributeNames);
  const paths = text === undefined ? undefined : parseProjection(text, placeholders);
  placeholders.requireAllUsed(paths !== undefined);
  return paths ? (item) => project(item, paths) : (item) => item;
};
