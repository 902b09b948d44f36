import { type AttributeValue, kindOf } from "../values.ts";
import { type Path, parsePath, requireSeparate } from "./path.ts";
import type { Placeholders } from "./placeholders.ts";
import { Tokens } from "./tokens.ts";

/** What SET computes, from the item as it was before the update. */
export type Term =
  | { readonly kind: "path"; readonly path: Path }
  | { readonly kind: "value"; readonly value: AttributeValue }
  | { readonly kind: "if_not_exists"; readonly path: Path; readonly otherwise: Term }
  | { readonly kind: "list_append" | "+" | "-"; readonly left: Term; readonly right: Term };

/** An update expression's actions in order. */
export type Update = readonly Action[];

/** One action of an update expression. */
export type Action =
  | { readonly kind: "SET"; readonly path: Path; readonly term: Term }
  | { readonly kind: "REMOVE"; readonly path: Path }
  | { readonly kind: "ADD" | "DELETE"; readonly path: Path; readonly value: AttributeValue };

type Section = Action["kind"];
const sections: readonly Section[] = ["SET", "REMOVE", "ADD", "DELETE"];

/** Reads an UpdateExpression. */
export const parseUpdate = (text: string, placeholders: Placeholders): Update => {
  const tokens = new Tokens(text, "UpdateExpression");
  const parser = new Parser(tokens, placeholders);
  const seen = new Set<Section>();
  const update: Action[] = [];
  do {
    const section = sections.find((each) => tokens.accept(each));
    if (!section) throw tokens.unexpected();
    if (seen.has(section)) {
      throw tokens.refusal(`The "${section}" section can only be used once in an update expression;`);
    }
    seen.add(section);
    do update.push(parser.action(section));
    while (tokens.accept(","));
  } while (tokens.peek().kind !== "end");
  requireSeparate(
    update.map(({ path }) => path),
    tokens,
  );
  return update;
};

class Parser {
  readonly #tokens: Tokens;
  readonly #placeholders: Placeholders;

  constructor(tokens: Tokens, placeholders: Placeholders) {
    this.#tokens = tokens;
    this.#placeholders = placeholders;
  }

  action(kind: Section): Action {
    const path = this.#path();
    if (kind === "REMOVE") return { kind, path };
    if (kind !== "SET") return { kind, path, value: this.#member(kind) };
    this.#tokens.expect("=");
    return { kind, path, term: this.#sum() };
  }

  #path(): Path {
    return parsePath(this.#tokens, this.#placeholders);
  }

  #member(kind: "ADD" | "DELETE"): AttributeValue {
    const value = this.#value();
    const type = kindOf(value);
    if (type.length === 2 || (kind === "ADD" && type === "N")) return value;
    throw this.#wrongOperand(kind, type);
  }

  #value(): AttributeValue {
    if (this.#tokens.peek().kind !== "value") throw this.#tokens.unexpected();
    return this.#placeholders.value(this.#tokens.take().text, this.#tokens);
  }

  #sum(): Term {
    const left = this.#term();
    const kind = (["+", "-"] as const).find((sign) => this.#tokens.accept(sign));
    if (!kind) return left;
    const right = this.#term();
    for (const term of [left, right]) this.#requireType(kind, term, "N");
    return { kind, left, right };
  }

  #term(): Term {
    const { kind, text } = this.#tokens.peek();
    if (kind === "value") return { kind: "value", value: this.#value() };
    if (this.#tokens.accept("(")) {
      const inside = this.#sum();
      this.#tokens.expect(")");
      return inside;
    }
    if (kind !== "word" || this.#tokens.peek(1).text !== "(") return { kind: "path", path: this.#path() };
    return this.#function(text);
  }

  #function(name: string): Term {
    if (name !== "if_not_exists" && name !== "list_append") {
      throw this.#tokens.refusal(`Invalid function name; function: ${name}`);
    }
    this.#tokens.take();
    this.#tokens.expect("(");
    const left = this.#term();
    this.#tokens.expect(",");
    const right = this.#term();
    this.#tokens.expect(")");
    if (name === "list_append") {
      for (const term of [left, right]) this.#requireType(name, term, "L");
      return { kind: name, left, right };
    }
    if (left.kind === "path") return { kind: name, path: left.path, otherwise: right };
    throw this.#tokens.refusal(`Operator or function requires a document path; operator or function: ${name}`);
  }

  #requireType(operator: string, term: Term, type: "N" | "L"): void {
    if (term.kind === "value" && kindOf(term.value) !== type) throw this.#wrongOperand(operator, kindOf(term.value));
  }

  #wrongOperand(operator: string, type: string): Error {
    return this.#tokens.refusal(
      `Incorrect operand type for operator or function; operator: ${operator}, operand type: ${type}`,
    );
  }
}
