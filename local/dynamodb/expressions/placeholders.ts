import { invalid } from "../failures.ts";
import { parseValue } from "../parse-value.ts";
import type { AttributeValue } from "../values.ts";
import type { Tokens } from "./tokens.ts";

/** A request's ExpressionAttributeNames and ExpressionAttributeValues; knows which were used. */
export class Placeholders {
  readonly #names: ReadonlyMap<string, string>;
  readonly #values: ReadonlyMap<string, AttributeValue>;
  readonly #used = new Set<string>();

  constructor(names?: Readonly<Record<string, string>>, values?: Readonly<Record<string, unknown>>) {
    requireForm(names, "ExpressionAttributeNames", "#");
    requireForm(values, "ExpressionAttributeValues", ":");
    this.#names = new Map(Object.entries(names ?? {}));
    this.#values = new Map(Object.entries(values ?? {}).map(([key, value]) => [key, parseExpressionValue(key, value)]));
  }

  /** The attribute name a `#name` stands for. */
  name(placeholder: string, tokens: Tokens): string {
    this.#used.add(placeholder);
    const name = this.#names.get(placeholder);
    if (name !== undefined) return name;
    throw tokens.refusal(
      `An expression attribute name used in the document path is not defined; attribute name: ${placeholder}`,
    );
  }

  /** The value a `:value` stands for. */
  value(placeholder: string, tokens: Tokens): AttributeValue {
    this.#used.add(placeholder);
    const value = this.#values.get(placeholder);
    if (value !== undefined) return value;
    throw tokens.refusal(
      `An expression attribute value used in expression is not defined; attribute value: ${placeholder}`,
    );
  }

  /** Refuses placeholders that no expression of the request used. */
  requireAllUsed(anyExpression: boolean): void {
    this.#requireUsed("ExpressionAttributeNames", this.#names, anyExpression);
    this.#requireUsed("ExpressionAttributeValues", this.#values, anyExpression);
  }

  #requireUsed(parameter: string, given: ReadonlyMap<string, unknown>, anyExpression: boolean): void {
    if (given.size > 0 && !anyExpression) throw invalid(`${parameter} can only be specified when using expressions`);
    const unused = [...given.keys()].filter((key) => !this.#used.has(key));
    if (unused.length === 0) return;
    throw invalid(`Value provided in ${parameter} unused in expressions: keys: {${unused.join(", ")}}`);
  }
}

const requireForm = (given: object | undefined, parameter: string, sign: string): void => {
  if (!given) return;
  const keys = Object.keys(given);
  if (keys.length === 0) throw invalid(`${parameter} must not be empty`);
  const wrong = keys.find((key) => !key.startsWith(sign) || !/^[A-Za-z0-9_]+$/.test(key.slice(1)));
  if (wrong !== undefined) throw invalid(`${parameter} contains invalid key: Syntax error; key: "${wrong}"`);
};

const parseExpressionValue = (key: string, value: unknown): AttributeValue => {
  try {
    return parseValue(value);
  } catch (error) {
    const reason = error instanceof Error ? error.message : "";
    throw invalid(`ExpressionAttributeValues contains invalid value: ${reason} for key ${key}`);
  }
};
