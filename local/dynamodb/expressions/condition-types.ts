import type { AttributeValue } from "../values.ts";
import type { Path } from "./path.ts";

/** Something a condition compares. */
export type Operand =
  | { readonly kind: "path"; readonly path: Path }
  | { readonly kind: "value"; readonly value: AttributeValue }
  | { readonly kind: "size"; readonly path: Path };

/** The comparison signs. */
export type Comparator = "=" | "<>" | "<" | "<=" | ">" | ">=";

/** The functions that are conditions by themselves. */
export type FunctionName = "attribute_exists" | "attribute_not_exists" | "attribute_type" | "begins_with" | "contains";

/** A condition that is not made of others. */
export type Test =
  | { readonly kind: "compare"; readonly comparator: Comparator; readonly operands: readonly [Operand, Operand] }
  | { readonly kind: "between"; readonly operands: readonly [Operand, Operand, Operand] }
  | { readonly kind: "in"; readonly operands: readonly [Operand, ...Operand[]] }
  | { readonly kind: "function"; readonly name: FunctionName; readonly operands: readonly [Operand, ...Operand[]] };

/** A condition, filter or key condition expression. */
export type Condition =
  | Test
  | { readonly kind: "and" | "or"; readonly left: Condition; readonly right: Condition }
  | { readonly kind: "not"; readonly condition: Condition };
