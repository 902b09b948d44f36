import { Parser } from "htmlparser2";
import { hiddenSelectors, hides, placesInRow, plainCss, reverses } from "./hidden-styles.ts";
import { decodeReferences } from "./html-entities.ts";
import { CELL, cleanText, ROW } from "./text-views.ts";
import { type Stretch, wholeText } from "./whole-html-text.ts";

/** What a document shows, and everything in it that is not shown. */
export type HtmlText = {
  readonly seen: string;
  readonly hidden: string | null;
  /** What is shown with blocks beside one another; null where no style puts them so, or no digits meet. */
  readonly inRow: string | null;
  /** Nested too deep to be followed to its end; `hidden` then holds all text. */
  readonly tooDeep: boolean;
};

const CHUNK = 16_384;
const DEEPEST = 2_000;

const blocks = new Set(
  "address article aside blockquote body center dd details dialog div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 head header hr html legend li main nav ol option p pre section summary title ul br".split(
    " ",
  ),
);
const dropped = new Set(["script", "style", "template", "title"]);
const empty = new Set("area base br col embed hr img input link meta param source track wbr".split(" "));
const spoken = new Set(["alt", "title", "value", "placeholder", "aria-label", "content", "label", "summary"]);

type Open = { readonly name: string; readonly hidden: boolean; readonly reversed: number | null };

/** Text of an HTML document: tags inside words leave no gap, blocks end lines, cells are divided. */
export function htmlText(html: string): HtmlText {
  const reader = new HtmlReader();
  const place = () => ({ start: parser.startIndex, end: parser.endIndex });
  const parser: Parser = new Parser(
    {
      onopentag: (name, attributes) => reader.open(name, attributes),
      onclosetag: (name) => reader.close(name),
      ontext: (text) => reader.text(text, place),
      oncomment: (text) => reader.aside(text, place),
      onprocessinginstruction: (name, text) => reader.aside(text, name === "!doctype" ? null : place),
    },
    { decodeEntities: false, lowerCaseTags: true, lowerCaseAttributeNames: true },
  );
  for (let at = 0; at < html.length && !reader.tooDeep; ) {
    const end = chunkEnd(html, at);
    parser.write(html.slice(at, end));
    at = end;
  }
  if (!reader.tooDeep) parser.end();
  return reader.result(html);
}

/** Chunks end before a tag, so that text comes whole. */
function chunkEnd(html: string, from: number): number {
  if (from + CHUNK >= html.length) return html.length;
  const before = html.lastIndexOf("<", from + CHUNK);
  const end = before > from ? before : html.indexOf("<", from + CHUNK);
  return end < 0 ? html.length : end;
}

class HtmlReader {
  #seen: string[] = [];
  #asides: string[] = [];
  /** Where text stands that is not shown. */
  readonly #unseen: Stretch[] = [];
  #stack: Open[] = [];
  #hiddenDepth = 0;
  #styles: string[] = [];
  #selectors = new Set<string>();
  #inStyle = false;
  #reversing = false;
  #depth = 0;
  /** Where blocks begin and end in `#seen`. */
  readonly #breaks = new Set<number>();
  #placing = false;
  tooDeep = false;

  open(name: string, attributes: Record<string, string>): void {
    this.#boundary(name, true);
    const style = decodeReferences(attributes.style ?? "");
    this.#placing ||= style !== "" && placesInRow(style);
    const hidden =
      dropped.has(name) || attributes.hidden !== undefined || hides(style) || this.#matches(name, attributes);
    const rtl =
      !this.#reversing &&
      ((name === "bdo" && decodeReferences(attributes.dir ?? "").toLowerCase() === "rtl") || reverses(style));
    this.#reversing ||= rtl;
    for (const key in attributes)
      if (attributes[key] && spoken.has(key)) this.#asides.push(decodeReferences(attributes[key]), "\n");
    if (attributes.srcdoc) this.#asides.push(htmlText(decodeReferences(attributes.srcdoc)).seen, "\n");
    if (empty.has(name)) return;
    this.#depth += 1;
    if (this.#depth > DEEPEST) this.tooDeep = true;
    this.#inStyle = name === "style";
    if (hidden) this.#hiddenDepth += 1;
    this.#stack.push({ name, hidden, reversed: rtl ? this.#seen.length : null });
  }

  close(name: string): void {
    if (!empty.has(name)) this.#depth -= 1;
    if (this.#inStyle) this.#endStyle();
    this.#boundary(name, false);
    const isLast = this.#stack.at(-1)?.name === name;
    const at = isLast ? this.#stack.length - 1 : this.#stack.findLastIndex((open) => open.name === name);
    if (at < 0) return;
    for (let open = this.#stack.length - 1; open >= at; open -= 1) this.#leave(this.#stack.pop() as Open);
  }

  #leave({ hidden, reversed }: Open): void {
    if (hidden) this.#hiddenDepth -= 1;
    if (reversed !== null) this.#reverse(reversed);
  }

  text(written: string, place: () => Stretch): void {
    if (this.#inStyle) this.#styles.push(written);
    const text = decodeReferences(written);
    if (this.#hiddenDepth === 0) this.#seen.push(cleanText(text));
    else {
      this.#asides.push(text);
      this.#unseen.push(place());
    }
  }

  aside(text: string, place: (() => Stretch) | null): void {
    this.#asides.push(text, "\n");
    if (place !== null) this.#unseen.push(place());
  }

  result(html: string): HtmlText {
    const around = this.tooDeep ? null : this.#unseen;
    const hidden =
      this.#asides.length > 0 || this.tooDeep ? `${wholeText(html, around)}\n${this.#asides.join("")}` : null;
    return { seen: this.#seen.join(""), hidden, inRow: this.#inRow(), tooDeep: this.tooDeep };
  }

  #inRow(): string | null {
    if (!this.#placing) return null;
    const pieces = this.#seen.filter((_, index) => !this.#breaks.has(index));
    const meet = pieces.some((piece, index) => /^\d/.test(piece) && /\d\s*$/.test(pieces[index - 1] ?? ""));
    const parted = pieces.map((piece) => (/\S/.test(piece) ? piece.trim() : " "));
    return meet || parted.some((piece, index) => isBlankAmongDigits(parted, piece, index)) ? parted.join("") : null;
  }

  #boundary(name: string, opening: boolean): void {
    if (name === "td" || name === "th") this.#seen.push(CELL);
    else if (name === "tr" || name === "table") this.#seen.push(ROW);
    else if (blocks.has(name) && (opening || !empty.has(name))) {
      if (!empty.has(name)) this.#breaks.add(this.#seen.length);
      this.#seen.push("\n");
    }
  }

  #endStyle(): void {
    this.#inStyle = false;
    const css = this.#styles.join("");
    const plain = plainCss(css);
    if (plain !== css) this.#asides.push(plain, "\n");
    this.#placing ||= placesInRow(plain);
    for (const selector of hiddenSelectors(plain)) this.#selectors.add(selector);
    this.#styles = [];
  }

  #matches(name: string, attributes: Record<string, string>): boolean {
    if (this.#selectors.size === 0) return false;
    const classes = decodeReferences(attributes.class ?? "")
      .toLowerCase()
      .split(/\s+/);
    const id = decodeReferences(attributes.id ?? "").toLowerCase();
    return (
      this.#selectors.has(name) ||
      this.#selectors.has(`#${id}`) ||
      classes.some((one) => this.#selectors.has(`.${one}`))
    );
  }

  #reverse(from: number): void {
    this.#reversing = false;
    const text = this.#seen.slice(from).join("");
    this.#seen.push("\n", [...text].reverse().join(""));
  }
}

function isBlankAmongDigits(pieces: readonly string[], piece: string, index: number): boolean {
  return piece === " " && /\d$/.test(pieces[index - 1] ?? "") && /^\d/.test(pieces[index + 1] ?? "");
}
