/** One condition of a filter: `state = held`. Without a key it asks for the text anywhere. */
export type Token = { readonly key: string; readonly operator: Operator; readonly value: string };

/** How a value is compared: `:` holds the text, `=` is it. */
export type Operator = ":" | "!:" | "=" | "!=" | ">=" | "<=";

const written = /^([\w-]*)(!:|!=|>=|<=|:|=)([\s\S]+)$/;

/** The tokens that an address asks for, each as `f=state=held`. */
export function readTokens(query: URLSearchParams): Token[] {
  return query.getAll("f").flatMap((text) => {
    const [, key = "", operator = ":", value = ""] = written.exec(text) ?? [];
    return value === "" ? [] : [{ key, operator: operator as Operator, value }];
  });
}

/** The address's query with these tokens in place of those it had. */
export function withTokens(query: URLSearchParams, tokens: readonly Token[]): URLSearchParams {
  const next = new URLSearchParams(query);
  next.delete("f");
  for (const { key, operator, value } of tokens) next.append("f", `${key}${operator}${value}`);
  return next;
}

/** The path of a page whose list is filtered so. */
export function filtered(path: string, ...tokens: readonly Token[]): string {
  return `${path}?${withTokens(new URLSearchParams(), tokens)}`;
}

/** Whether a row fulfils every token; `textOf` gives the row's text for a key, or all its texts for none. */
export function fulfils(tokens: readonly Token[], textOf: (key: string) => readonly string[]): boolean {
  return tokens.every(({ key, operator, value }) => {
    const texts = textOf(key).map((text) => text.toLowerCase());
    return compare[operator](texts, value.toLowerCase());
  });
}

const compare: Readonly<Record<Operator, (texts: readonly string[], value: string) => boolean>> = {
  ":": (texts, value) => texts.some((text) => text.includes(value)),
  "!:": (texts, value) => !texts.some((text) => text.includes(value)),
  "=": (texts, value) => texts.includes(value),
  "!=": (texts, value) => !texts.includes(value),
  ">=": (texts, value) => texts.some((text) => text.slice(0, value.length) >= value),
  "<=": (texts, value) => texts.some((text) => text.slice(0, value.length) <= value),
};
