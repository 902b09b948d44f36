import { checkOperands } from "./check-operands.ts";
import type { Comparator, Condition, FunctionName, Operand, Test } from "./condition-types.ts";
import { parsePath } from "./path.ts";
import type { Placeholders } from "./placeholders.ts";
import { Tokens } from "./tokens.ts";

const arity: Readonly<Record<FunctionName, number>> = {
  attribute_exists: 1,
  attribute_not_exists: 1,
  attribute_type: 2,
  begins_with: 2,
  contains: 2,
};

const comparators: readonly string[] = ["=", "<>", "<", "<=", ">", ">="];

/** Reads a whole expression; `label` is the parameter's name. */
export const parseCondition = (text: string, label: string, placeholders: Placeholders): Condition => {
  const tokens = new Tokens(text, label);
  const condition = new Parser(tokens, placeholders).either();
  tokens.expectEnd();
  return condition;
};

class Parser {
  readonly #tokens: Tokens;
  readonly #placeholders: Placeholders;
  readonly #inParentheses = new Set<Condition>();

  constructor(tokens: Tokens, placeholders: Placeholders) {
    this.#tokens = tokens;
    this.#placeholders = placeholders;
  }

  either(): Condition {
    let left = this.#both();
    while (this.#tokens.accept("OR")) left = { kind: "or", left, right: this.#both() };
    return left;
  }

  #both(): Condition {
    let left = this.#negated();
    while (this.#tokens.accept("AND")) left = { kind: "and", left, right: this.#negated() };
    return left;
  }

  #negated(): Condition {
    if (this.#tokens.accept("NOT")) return { kind: "not", condition: this.#negated() };
    if (this.#tokens.accept("(")) return this.#enclosed();
    const test = this.#isFunction() ? this.#function() : this.#comparison();
    checkOperands(test, this.#tokens);
    return test;
  }

  #enclosed(): Condition {
    const condition = this.either();
    this.#tokens.expect(")");
    if (this.#inParentheses.has(condition)) {
      throw this.#tokens.refusal("The expression has redundant parentheses;");
    }
    this.#inParentheses.add(condition);
    return condition;
  }

  #isFunction(): boolean {
    const tokens = this.#tokens;
    return tokens.peek().kind === "word" && tokens.peek(1).text === "(" && tokens.peek().text !== "size";
  }

  #function(): Test {
    const name = this.#tokens.take().text;
    if (!Object.hasOwn(arity, name)) throw this.#tokens.refusal(`Invalid function name; function: ${name}`);
    this.#tokens.expect("(");
    const operands = this.#operands();
    this.#tokens.expect(")");
    if (operands.length !== arity[name as FunctionName]) {
      throw this.#tokens.refusal(
        `Incorrect number of operands for operator or function; operator or function: ${name}, number of operands: ${operands.length}`,
      );
    }
    return { kind: "function", name: name as FunctionName, operands };
  }

  #comparison(): Test {
    const operand = this.#operand();
    if (this.#tokens.accept("BETWEEN")) {
      const low = this.#operand();
      this.#tokens.expect("AND");
      return { kind: "between", operands: [operand, low, this.#operand()] };
    }
    if (this.#tokens.accept("IN")) {
      this.#tokens.expect("(");
      const choices = this.#operands();
      this.#tokens.expect(")");
      return { kind: "in", operands: [operand, ...choices] };
    }
    if (!comparators.includes(this.#tokens.peek().text)) throw this.#tokens.unexpected();
    const comparator = this.#tokens.take().text as Comparator;
    return { kind: "compare", comparator, operands: [operand, this.#operand()] };
  }

  #operands(): [Operand, ...Operand[]] {
    const operands: [Operand, ...Operand[]] = [this.#operand()];
    while (this.#tokens.accept(",")) operands.push(this.#operand());
    return operands;
  }

  #operand(): Operand {
    const tokens = this.#tokens;
    if (tokens.peek().kind === "value") {
      return { kind: "value", value: this.#placeholders.value(tokens.take().text, tokens) };
    }
    if (tokens.peek().text !== "size" || tokens.peek(1).text !== "(") {
      return { kind: "path", path: parsePath(tokens, this.#placeholders) };
    }
    tokens.take();
    tokens.expect("(");
    const path = parsePath(tokens, this.#placeholders);
    tokens.expect(")");
    return { kind: "size", path };
  }
}
