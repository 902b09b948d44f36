const hiding = new RegExp(
  [
    "display\\s*:\\s*none",
    "visibility\\s*:\\s*(?:hidden|collapse)",
    "font-size\\s*:\\s*(?:0?\\.[0-2]\\d*|0(?:\\.0*)?|1px)(?:px|pt|r?em|%|\\s|;|$|!)",
    "opacity\\s*:\\s*0(?:\\.0+)?(?:\\s|;|$|!)",
    "mso-hide\\s*:\\s*all",
    "max-(?:height|width)\\s*:\\s*0(?:px|\\s|;|$)",
    "(?:text-indent|left|right|top|bottom)\\s*:\\s*-\\d{3,}",
    "(?:^|[;\\s])color\\s*:\\s*(?:transparent|rgba\\([^)]*,\\s*0(?:\\.0+)?\\s*\\))",
    "clip\\s*:\\s*rect\\(\\s*0",
    "scale\\(\\s*0(?:\\.0+)?\\s*[,)]",
  ].join("|"),
  "i",
);
const narrow = /(?:^|[;\s])(?:width|height)\s*:\s*0(?:px|pt|em|\s|;|$|!)/i;
const cut = /overflow(?:-[xy])?\s*:\s*(?:hidden|clip)/i;
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
  const plain = plainCss(style);
  const found = hiding.test(plain) || (narrow.test(plain) && cut.test(plain));
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
      // What it says of ancestors, attributes and places is left out: rather more is taken for hidden than is.
      const own = selector.replace(/\[[^\]]*\]|::?[\w-]+(?:\([^)]*\))?/g, "").trim();
      const simple = /([a-z0-9]*[.#]?[\w-]+)$/i.exec(own)?.[1];
      if (simple !== undefined) found.push(simple.replace(/^[a-z0-9]+(?=[.#])/i, "").toLowerCase());
    }
  }
  return found;
}

/** Style text without remarks, its escapes undone (CSS Syntax 4.3.7). */
export function plainCss(css: string): string {
  if (!css.includes("\\") && !css.includes("/*")) return css;
  return css
    .replace(/\/\*[\s\S]*?\*\//g, "")
    .replace(/\\(?:([0-9a-f]{1,6})[ \t\r\n]?|([^\r\n]))/gi, (_, code?: string, sign?: string) => {
      const point = Number.parseInt(code ?? "0", 16);
      return sign ?? (point > 0 && point <= 0x10ffff ? String.fromCodePoint(point) : "");
    });
}

const inRow =
  /display\s*:\s*(?:inline|flex|grid|contents|table-cell)|float\s*:\s*(?:left|right)|position\s*:\s*absolute/i;

/** Whether a style may put blocks beside one another, where blocks stand on lines of their own otherwise. */
export function placesInRow(style: string): boolean {
  return inRow.test(style);
}
