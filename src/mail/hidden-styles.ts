const hiding =
  /(?:display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)|font-size\s*:\s*0(?:px|pt|em|%|\s|;|$|!)|opacity\s*:\s*0(?:\.0+)?(?:\s|;|$|!)|mso-hide\s*:\s*all|max-height\s*:\s*0(?:px|\s|;|$)|text-indent\s*:\s*-\d{3,})/i;
const reversing = /unicode-bidi\s*:\s*(?:bidi-override|isolate-override)/i;

/** Declarations that were looked at: a page repeats few of them. */
const known = new Map<string, boolean>();
const MOST_KNOWN = 1_000;
const LONGEST_KNOWN = 300;

/** Whether a style declaration hides its element. */
export function hides(style: string): boolean {
  if (style === "") return false;
  const before = known.get(style);
  if (before !== undefined) return before;
  const found = hiding.test(style);
  if (known.size >= MOST_KNOWN) known.clear();
  if (style.length <= LONGEST_KNOWN) known.set(style, found);
  return found;
}

/** Whether a style declaration shows its text from right to left. */
export function reverses(style: string): boolean {
  return reversing.test(style) && /direction\s*:\s*rtl/i.test(style);
}

/** Collects selectors that hide text from a style element's content. */
export function hiddenSelectors(css: string): string[] {
  const found: string[] = [];
  for (const block of css.slice(0, 262_144).split("}")) {
    const brace = block.lastIndexOf("{");
    if (brace < 0 || !hides(block.slice(brace + 1))) continue;
    const list = block.slice(0, brace).split(/[{;]/).pop() ?? "";
    for (const selector of list.split(",")) {
      const simple = /^\s*([a-z0-9]*[.#]?[\w-]+)\s*$/i.exec(selector)?.[1];
      if (simple !== undefined) found.push(simple.replace(/^[a-z0-9]+(?=[.#])/i, "").toLowerCase());
    }
  }
  return found;
}
