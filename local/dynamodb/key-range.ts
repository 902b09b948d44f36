import type { Condition, Operand, Test } from "./expressions/condition-types.ts";
import { invalid, invalidParameter } from "./failures.ts";
import { partitionOf, sortable } from "./keys.ts";
import type { KeyAttribute, KeySchema } from "./table.ts";
import { type AttributeValue, kindOf } from "./values.ts";

/** An end of a range of sort keys. */
type Bound = { readonly bytes: Buffer; readonly inclusive: boolean };

/** One partition and a range of its sort keys. */
export type KeyRange = {
  readonly partition: Buffer;
  readonly partitionValue: AttributeValue;
  readonly from?: Bound;
  readonly to?: Bound;
};

const unsupported = () => invalid("Query key condition not supported");

/** Reads a key condition: the partition key equal to a value and at most one test of the sort key. */
export const keyRangeOf = (condition: Condition | undefined, key: KeySchema): KeyRange => {
  const tests = condition ? testsOf(condition) : [];
  const mine = ({ name }: KeyAttribute) => tests.filter((test) => subjectOf(test) === name);
  const [partition, ...repeated] = mine(key.partition);
  if (!partition) throw invalid(`Query condition missed key schema element: ${key.partition.name}`);
  const [sort, ...others] = key.sort ? mine(key.sort) : [];
  if (repeated.length > 0 || others.length > 0) {
    throw invalid("KeyConditionExpressions must only contain one condition per key");
  }
  if (tests.length > (sort ? 2 : 1)) {
    throw key.sort && !sort ? invalid(`Query condition missed key schema element: ${key.sort.name}`) : unsupported();
  }
  if (partition.kind !== "compare" || partition.comparator !== "=") throw unsupported();
  const [value] = valuesOf(partition, key.partition);
  return {
    partition: partitionOf(value),
    partitionValue: value,
    ...(sort && key.sort ? boundsOf(sort, key.sort) : {}),
  };
};

const testsOf = (condition: Condition): readonly Test[] => {
  if (condition.kind === "and") return [...testsOf(condition.left), ...testsOf(condition.right)];
  if (!("operands" in condition)) throw invalid("Invalid operator used in KeyConditionExpression");
  return [condition];
};

const subjectOf = ({ operands: [subject] }: Test): string => {
  if (subject.kind === "path" && subject.path.length === 1) return subject.path[0];
  throw unsupported();
};

const valuesOf = (test: Test, { name, type }: KeyAttribute): [AttributeValue, ...AttributeValue[]] => {
  const [first, ...rest] = test.operands.slice(1).map((operand: Operand) => {
    if (operand.kind !== "value") throw unsupported();
    if (kindOf(operand.value) !== type) {
      throw invalidParameter("Condition parameter type does not match schema type");
    }
    if (sortable(operand.value).length === 0) {
      throw invalid(
        `One or more parameter values are not valid. The AttributeValue for a key attribute cannot contain an empty ${type === "B" ? "binary" : "string"} value. Key: ${name}`,
      );
    }
    return operand.value;
  });
  if (!first) throw unsupported();
  return [first, ...rest];
};

const boundsOf = (test: Test, attribute: KeyAttribute): { from?: Bound; to?: Bound } => {
  const [first, second] = valuesOf(test, attribute).map(sortable) as [Buffer, ...Buffer[]];
  const including = { bytes: first, inclusive: true };
  if (test.kind === "between" && second) return { from: including, to: { bytes: second, inclusive: true } };
  if (test.kind === "function" && test.name === "begins_with") return { from: including, to: afterPrefix(first) };
  if (test.kind !== "compare" || test.comparator === "<>") throw unsupported();
  if (test.comparator === "=") return { from: including, to: including };
  const bound = { bytes: first, inclusive: test.comparator.endsWith("=") };
  return test.comparator.startsWith(">") ? { from: bound } : { to: bound };
};

const afterPrefix = (prefix: Buffer): Bound | undefined => {
  const last = prefix.findLastIndex((byte) => byte < 255);
  if (last < 0) return undefined;
  const bytes = Buffer.from(prefix.subarray(0, last + 1));
  bytes[last] = (bytes[last] ?? 0) + 1;
  return { bytes, inclusive: false };
};
