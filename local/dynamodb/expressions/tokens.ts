import { invalid } from "../failures.ts";

/** A word, #name, :value, number, symbol, or the end of an expression. */
type Token = {
  readonly kind: "word" | "name" | "value" | "number" | "symbol" | "end";
  readonly text: string;
  readonly at: number;
};

const pattern =
  /\s*(?:(?<word>[A-Za-z_][A-Za-z0-9_]*)|(?<name>#[A-Za-z0-9_]+)|(?<value>:[A-Za-z0-9_]+)|(?<number>\d+)|(?<symbol><>|<=|>=|[=<>()[\],.+-]))/y;

const maximumLength = 4096;

/** Walks over an expression's tokens; `label` is the parameter's name, used in messages. */
export class Tokens {
  readonly label: string;
  readonly #text: string;
  readonly #tokens: readonly Token[];
  #next = 0;

  constructor(text: string, label: string) {
    this.label = label;
    this.#text = text;
    if (text.trim() === "") throw this.refusal("The expression can not be empty;");
    if (Buffer.byteLength(text) > maximumLength) {
      throw this.refusal(`Expression size has exceeded the maximum allowed size; expression size: ${text.length}`);
    }
    this.#tokens = this.#split();
  }

  #split(): Token[] {
    const tokens: Token[] = [];
    pattern.lastIndex = 0;
    let end = 0;
    for (let match = pattern.exec(this.#text); match; match = pattern.exec(this.#text)) {
      end = pattern.lastIndex;
      const [kind, text] = Object.entries(match.groups ?? {}).find(([, group]) => group !== undefined) ?? ["end", ""];
      tokens.push({ kind: kind as Token["kind"], text, at: end - text.length });
    }
    const rest = this.#text.slice(end).trimStart();
    if (rest !== "") throw this.#syntaxError(rest[0] ?? "", this.#text.length - rest.length);
    tokens.push({ kind: "end", text: "<EOF>", at: this.#text.length });
    return tokens;
  }

  /** The token that stands `ahead` of the present place. */
  peek(ahead = 0): Token {
    return this.#tokens[Math.min(this.#next + ahead, this.#tokens.length - 1)] as Token;
  }

  /** The present token, and one step on. */
  take(): Token {
    const token = this.peek();
    this.#next += 1;
    return token;
  }

  /** True, and one step on, when the present token is that symbol or keyword (in any case). */
  accept(text: string): boolean {
    const { kind, text: present } = this.peek();
    const matches = kind === "word" ? present.toUpperCase() === text : kind === "symbol" && present === text;
    if (matches) this.#next += 1;
    return matches;
  }

  /** Steps over that symbol or keyword or refuses the expression. */
  expect(text: string): void {
    if (!this.accept(text)) throw this.unexpected();
  }

  /** Refuses whatever follows. */
  expectEnd(): void {
    if (this.peek().kind !== "end") throw this.unexpected();
  }

  /** The error for a token that cannot stand here. */
  unexpected(): Error {
    const { text, at } = this.peek();
    return this.#syntaxError(text, at);
  }

  /** An error about this expression. */
  refusal(message: string): Error {
    return invalid(`Invalid ${this.label}: ${message}`);
  }

  #syntaxError(text: string, at: number): Error {
    const near = this.#text.slice(Math.max(0, at - 10), at + text.length + 10).trim();
    return this.refusal(`Syntax error; token: "${text}", near: "${near}"`);
  }
}
