const name = /--[\w-]+/;

/**
 * The stylesheets of one build without what no page can see: design tokens that nothing reads, and stand-ins for
 * tokens that the page's body always has. `scripts` may read tokens too.
 */
export function trimStyles(styles: readonly string[], scripts: readonly string[]): readonly string[] {
  const always = declaredOnBody(styles);
  let trimmed = styles.map((style) => withoutFallbacks(style, always));
  const inScripts = new Set(scripts.flatMap((script) => script.match(new RegExp(name, "g")) ?? []));
  for (;;) {
    const read = new Set(
      trimmed.flatMap((style) => [...style.matchAll(/var\(\s*(--[\w-]+)/g)].map(([, token]) => token)),
    );
    const next = trimmed.map((style) =>
      style.replace(/(?<=[{;])(--[\w-]+):[^;{}]*(?:;|(?=\}))/g, (declaration, token: string) =>
        read.has(token) || inScripts.has(token) ? declaration : "",
      ),
    );
    if (next.every((style, index) => style === trimmed[index])) return next;
    trimmed = next;
  }
}

/** Tokens that a rule for `body` alone declares. */
function declaredOnBody(styles: readonly string[]): ReadonlySet<string> {
  const rules = styles.flatMap((style) =>
    [...style.matchAll(/(?<=[{}])body\{([^{}]*)\}/g)].map(([, rule = ""]) => rule),
  );
  return new Set(rules.flatMap((rule) => [...rule.matchAll(/(--[\w-]+):/g)].map(([, token = ""]) => token)));
}

/** `var(--known, anything)` as `var(--known)`. */
function withoutFallbacks(style: string, known: ReadonlySet<string>): string {
  let out = "";
  let from = 0;
  for (const match of style.matchAll(/var\((--[\w-]+),/g)) {
    const [{ length }, token = ""] = match;
    if (match.index < from || !known.has(token)) continue;
    out += `${style.slice(from, match.index)}var(${token})`;
    from = endOfCall(style, match.index + length);
  }
  return out + style.slice(from);
}

/** Where the call ends whose inside begins at `from`. */
function endOfCall(style: string, from: number): number {
  let depth = 1;
  for (let at = from; at < style.length; at += 1) {
    if (style[at] === "(") depth += 1;
    if (style[at] === ")") depth -= 1;
    if (depth === 0) return at + 1;
  }
  throw new Error("a style ends inside a value");
}
