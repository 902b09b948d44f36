import { type AttributeValue, attributeOf, type Item } from "../values.ts";
import type { Placeholders } from "./placeholders.ts";
import { isReserved } from "./reserved-words.ts";
import type { Tokens } from "./tokens.ts";

/** A document path: attribute names and list indexes, an attribute name first. */
export type Path = readonly [string, ...(string | number)[]];

/** Reads a document path. */
export const parsePath = (tokens: Tokens, placeholders: Placeholders): Path => {
  const path: [string, ...(string | number)[]] = [parseName(tokens, placeholders)];
  for (;;) {
    if (tokens.accept(".")) path.push(parseName(tokens, placeholders));
    else if (tokens.accept("[")) path.push(parseIndex(tokens));
    else return path;
  }
};

const parseName = (tokens: Tokens, placeholders: Placeholders): string => {
  const { kind, text } = tokens.peek();
  if (kind !== "word" && kind !== "name") throw tokens.unexpected();
  if (kind === "word" && isReserved(text)) {
    throw tokens.refusal(`Attribute name is a reserved keyword; reserved keyword: ${text}`);
  }
  tokens.take();
  return kind === "name" ? placeholders.name(text, tokens) : text;
};

const parseIndex = (tokens: Tokens): number => {
  if (tokens.peek().kind !== "number") throw tokens.unexpected();
  const index = Number(tokens.take().text);
  tokens.expect("]");
  return index;
};

/** What stands at the path, if anything. */
export const valueAt = (item: Item, [head, ...rest]: Path): AttributeValue | undefined => {
  let value = attributeOf(item, head);
  for (const step of rest) value = value && childOf(value, step);
  return value;
};

/** The member of a map or list. */
export const childOf = (value: AttributeValue, step: string | number): AttributeValue | undefined => {
  if (typeof step === "number") return "L" in value ? value.L[step] : undefined;
  return "M" in value ? attributeOf(value.M, step) : undefined;
};

/** A path as DynamoDB's messages write it. */
export const writePath = (path: Path): string =>
  `[${path.map((step) => (typeof step === "number" ? `[${step}]` : step)).join(", ")}]`;

/** Refuses two paths of which one lies within the other, or that treat one value as both map and list. */
export const requireSeparate = (paths: readonly Path[], tokens: Tokens): void => {
  paths.forEach((path, index) => {
    for (const earlier of paths.slice(0, index)) requirePair(earlier, path, tokens);
  });
};

const requirePair = (one: Path, two: Path, tokens: Tokens): void => {
  const length = Math.min(one.length, two.length);
  let same = 0;
  while (same < length && one[same] === two[same]) same += 1;
  const named = `path one: ${writePath(one)}, path two: ${writePath(two)}`;
  if (same === length) {
    throw tokens.refusal(
      `Two document paths overlap with each other; must remove or rewrite one of these paths; ${named}`,
    );
  }
  if (typeof one[same] !== typeof two[same]) {
    throw tokens.refusal(
      `Two document paths conflict with each other; must remove or rewrite one of these paths; ${named}`,
    );
  }
};
