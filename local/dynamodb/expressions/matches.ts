import { type AttributeValue, emptyItem, type Item, kindOf, membersOf, sameValue } from "../values.ts";
import { compareValues } from "./compare-values.ts";
import type { Comparator, Condition, FunctionName, Operand, Test } from "./condition-types.ts";
import { valueAt } from "./path.ts";

/** True when the item (or its absence) meets the condition. */
export const matches = (condition: Condition, item: Item = emptyItem()): boolean => {
  if ("operands" in condition) {
    const resolved = condition.operands.map((operand) => resolve(operand, item));
    return passes(condition, resolved);
  }
  if (condition.kind === "not") return !matches(condition.condition, item);
  if (condition.kind === "and") return matches(condition.left, item) && matches(condition.right, item);
  return matches(condition.left, item) || matches(condition.right, item);
};

type Resolved = AttributeValue | undefined;

const passes = (test: Test, [subject, ...others]: readonly Resolved[]): boolean => {
  if (test.kind === "compare") return compares(test.comparator, subject, others[0]);
  if (test.kind === "function") return functions[test.name](subject, others[0]);
  if (test.kind === "in") return others.some((choice) => compares("=", subject, choice));
  return compares(">=", subject, others[0]) && compares("<=", subject, others[1]);
};

const resolve = (operand: Operand, item: Item): Resolved => {
  if (operand.kind === "value") return operand.value;
  const value = valueAt(item, operand.path);
  return operand.kind === "path" ? value : value && lengthOf(value);
};

const lengthOf = (value: AttributeValue): Resolved => {
  if ("S" in value) return { N: String(value.S.length) };
  if ("B" in value) return { N: String(Buffer.byteLength(value.B, "base64")) };
  if ("L" in value) return { N: String(value.L.length) };
  if ("M" in value) return { N: String(Object.keys(value.M).length) };
  const members = membersOf(value);
  return members && { N: String(members.length) };
};

const compares = (comparator: Comparator, left: Resolved, right: Resolved): boolean => {
  const same = left !== undefined && right !== undefined && sameValue(left, right);
  if (comparator === "=") return same;
  if (comparator === "<>") return !same;
  const order = left && right && compareValues(left, right);
  if (order === undefined) return false;
  if (order === 0) return comparator === "<=" || comparator === ">=";
  return order < 0 ? comparator.startsWith("<") : comparator.startsWith(">");
};

const functions: Readonly<Record<FunctionName, (subject: Resolved, operand: Resolved) => boolean>> = {
  attribute_exists: (subject) => subject !== undefined,
  attribute_not_exists: (subject) => subject === undefined,
  attribute_type: (subject, type) =>
    subject !== undefined && type !== undefined && "S" in type && kindOf(subject) === type.S,
  begins_with: (subject, prefix) => subject !== undefined && prefix !== undefined && beginsWith(subject, prefix),
  contains: (subject, part) => subject !== undefined && part !== undefined && contains(subject, part),
};

const beginsWith = (subject: AttributeValue, prefix: AttributeValue): boolean => {
  if ("S" in subject && "S" in prefix) return subject.S.startsWith(prefix.S);
  if (!("B" in subject && "B" in prefix)) return false;
  const start = Buffer.from(prefix.B, "base64");
  return Buffer.from(subject.B, "base64").subarray(0, start.length).equals(start);
};

const contains = (subject: AttributeValue, part: AttributeValue): boolean => {
  if ("S" in subject) return "S" in part && subject.S.includes(part.S);
  if ("B" in subject) return "B" in part && Buffer.from(subject.B, "base64").includes(Buffer.from(part.B, "base64"));
  if ("L" in subject) return subject.L.some((each) => sameValue(each, part));
  const members = membersOf(subject);
  return members !== undefined && kindOf(subject) === `${kindOf(part)}S` && members.includes(onlyText(part));
};

const onlyText = (value: AttributeValue): string => String(Object.values(value)[0]);
