import { type AttributeValue, kindOf } from "../values.ts";
import { compareValues } from "./compare-values.ts";
import type { Operand, Test } from "./condition-types.ts";
import { type Path, writePath } from "./path.ts";
import type { Tokens } from "./tokens.ts";

const kinds: readonly string[] = ["S", "SS", "N", "NS", "B", "BS", "BOOL", "NULL", "L", "M"];
const ordered: readonly string[] = ["S", "N", "B"];
const maximumChoices = 100;

/** Refuses what can be seen to be wrong without an item: operand kinds, types and bounds. */
export const checkOperands = (test: Test, tokens: Tokens): void => {
  if (test.kind === "function") checkFunction(test.name, test.operands, tokens);
  else if (test.kind === "in") checkChoices(test.operands, tokens);
  else checkOrder(test.kind === "between" ? "BETWEEN" : test.comparator, test.operands, tokens);
};

const checkOrder = (operator: string, operands: readonly Operand[], tokens: Tokens): void => {
  requireDistinct(operator, operands, tokens);
  if (operator === "=" || operator === "<>") return;
  for (const operand of operands) requireKind(operator, operand, ordered, tokens);
  const [, low, high] = operands;
  if (low && high) checkBounds(low, high, tokens);
};

const checkFunction = (name: string, operands: readonly Operand[], tokens: Tokens): void => {
  const [subject, operand] = operands;
  if (name !== "contains" && name !== "begins_with" && subject?.kind !== "path") {
    throw tokens.refusal(`Operator or function requires a document path; operator or function: ${name}`);
  }
  if (!operand) return;
  requireDistinct(name, operands, tokens);
  if (name === "begins_with") requireKind(name, operand, ["S", "B"], tokens);
  if (name !== "attribute_type") return;
  if (operand.kind !== "value") throw tokens.refusal("attribute_type requires an expression attribute value;");
  requireKind(name, operand, ["S"], tokens);
  if ("S" in operand.value && !kinds.includes(operand.value.S)) {
    throw tokens.refusal(
      `Invalid attribute type name found; type: ${operand.value.S}, valid types: {${kinds.join(",")}}`,
    );
  }
};

const checkChoices = (operands: readonly Operand[], tokens: Tokens): void => {
  if (operands.length - 1 > maximumChoices) {
    throw tokens.refusal(
      `The IN operator is provided with too many operands; number of operands: ${operands.length - 1}`,
    );
  }
};

const checkBounds = (low: Operand, high: Operand, tokens: Tokens): void => {
  if (low.kind !== "value" || high.kind !== "value") return;
  const order = compareValues(low.value, high.value);
  const bounds = `lower bound operand: AttributeValue: ${write(low.value)}, upper bound operand: AttributeValue: ${write(high.value)}`;
  if (order === undefined) {
    throw tokens.refusal(`The BETWEEN operator requires same data type for lower and upper bounds; ${bounds}`);
  }
  if (order > 0) {
    throw tokens.refusal(
      `The BETWEEN operator requires upper bound to be greater than or equal to lower bound; ${bounds}`,
    );
  }
};

const write = (value: AttributeValue): string => `{${kindOf(value)}:${String(Object.values(value)[0])}}`;

const requireKind = (operator: string, operand: Operand, allowed: readonly string[], tokens: Tokens): void => {
  if (operand.kind !== "value" || allowed.includes(kindOf(operand.value))) return;
  throw tokens.refusal(
    `Incorrect operand type for operator or function; operator or function: ${operator}, operand type: ${kindOf(operand.value)}`,
  );
};

const requireDistinct = (operator: string, [first, ...others]: readonly Operand[], tokens: Tokens): void => {
  if (first?.kind !== "path") return;
  if (!others.some((other) => other.kind === "path" && samePath(first.path, other.path))) return;
  throw tokens.refusal(
    `The first operand must be distinct from the remaining operands for this operator or function; operator: ${operator}, first operand: ${writePath(first.path)}`,
  );
};

const samePath = (left: Path, right: Path): boolean =>
  left.length === right.length && left.every((step, index) => step === right[index]);
