import { type AttributeValue, attributeOf, emptyItem, type Item } from "../values.ts";
import { type Path, parsePath, requireSeparate } from "./path.ts";
import type { Placeholders } from "./placeholders.ts";
import { Tokens } from "./tokens.ts";

/** Reads a ProjectionExpression. */
export const parseProjection = (text: string, placeholders: Placeholders): readonly Path[] => {
  const tokens = new Tokens(text, "ProjectionExpression");
  const paths = [parsePath(tokens, placeholders)];
  while (tokens.accept(",")) paths.push(parsePath(tokens, placeholders));
  tokens.expectEnd();
  requireSeparate(paths, tokens);
  return paths;
};

/** The parts of an item at the paths; list elements keep their order and close ranks. */
export const project = (item: Item, paths: readonly Path[]): Item => {
  const result = emptyItem();
  for (const [head, tails] of byHead(paths)) {
    const value = attributeOf(item, String(head));
    const part = value && partOf(value, tails);
    if (part) result[String(head)] = part;
  }
  return result;
};

type Steps = readonly (string | number)[];

const byHead = (paths: readonly Steps[]): Map<string | number, Steps[]> => {
  const groups = new Map<string | number, Steps[]>();
  for (const [head, ...tail] of paths) {
    if (head !== undefined) groups.set(head, [...(groups.get(head) ?? []), tail]);
  }
  return groups;
};

const partOf = (value: AttributeValue, paths: readonly Steps[]): AttributeValue | undefined => {
  if (paths.some((path) => path.length === 0)) return value;
  if ("L" in value) return partOfList(value.L, paths);
  if (!("M" in value)) return undefined;
  const inside = project(
    value.M,
    paths.filter((path): path is Path => typeof path[0] === "string"),
  );
  return Object.keys(inside).length > 0 ? { M: inside } : undefined;
};

const partOfList = (list: readonly AttributeValue[], paths: readonly Steps[]): AttributeValue | undefined => {
  const inside = [...byHead(paths)]
    .sort(([left], [right]) => Number(left) - Number(right))
    .flatMap(([index, tails]) => {
      const element = typeof index === "number" ? list[index] : undefined;
      return (element && partOf(element, tails)) ?? [];
    });
  return inside.length > 0 ? { L: inside } : undefined;
};
