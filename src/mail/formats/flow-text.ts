import { cleanText } from "../text-views.ts";
import { roleOf } from "./flow-roles.ts";
import type { FormatText } from "./format.ts";
import { hiddenLines } from "./hidden-lines.ts";
import { attribute, scanXml, type XmlHandler } from "./scan-xml.ts";
import { speakAttributes } from "./spoken-attributes.ts";

/** How the kinds of office file mark text: in these elements only, or everywhere. */
export type FlowKind = "microsoft" | "open";

/** Text of a document of paragraphs: runs are joined, paragraphs and cells divided; hidden text is a view of its own. */
export function flowText(
  xml: string,
  kind: FlowKind,
  place: string,
  hiddenStyles: ReadonlySet<string> = new Set(),
): FormatText[] {
  const reader = new FlowReader(kind, hiddenStyles);
  scanXml(xml, reader);
  return reader.texts(place);
}

class FlowReader implements XmlHandler {
  readonly #everywhere: boolean;
  readonly #hiddenStyles: ReadonlySet<string>;
  readonly #spans: boolean[] = [];
  #seen: string[] = [];
  readonly #all: string[] = [];
  readonly #outer: string[][] = [];
  readonly #boxes: string[] = [];
  readonly #asides: string[] = [];
  #hidden = 0;
  #vanished = false;
  #inRun = false;
  #holding = 0;
  #unlike = false;

  constructor(kind: FlowKind, hiddenStyles: ReadonlySet<string>) {
    this.#everywhere = kind === "open";
    this.#hiddenStyles = hiddenStyles;
  }

  open(name: string, tag: string): void {
    if (name === "r") {
      this.#inRun = true;
      this.#vanished = false;
      return;
    }
    const role = roleOf(name);
    if (role !== undefined) {
      if (role.form && this.#hiddenStyles.size === 0) return;
      if (role.holds) this.#holding += 1;
      if (role.unseen) this.#hidden += 1;
      if (role.aside) this.#enter();
      if (role.special) this.#special(name, tag);
    }
    if (tag.length >= 5) speakAttributes(tag, this.#asides);
  }

  close(name: string): void {
    if (name === "r") {
      this.#inRun = false;
      this.#vanished = false;
      return;
    }
    const role = roleOf(name);
    if (role === undefined || role.form) return;
    if (role.holds) this.#holding = Math.max(0, this.#holding - 1);
    if (role.unseen) this.#hidden = Math.max(0, this.#hidden - 1);
    if (role.special && name === "span" && this.#spans.pop() === true) this.#hidden = Math.max(0, this.#hidden - 1);
    if (role.mark !== undefined) this.#put(role.mark);
    if (role.aside) this.#leave();
  }

  text(text: string): void {
    if (!this.#everywhere && this.#holding === 0) {
      if (/\S/.test(text)) this.#asides.push(text);
      return;
    }
    this.#put(cleanText(this.#everywhere ? text.replace(/[ \t\r\n]+/g, " ") : text), true);
  }

  texts(place: string): FormatText[] {
    while (this.#outer.length > 0) this.#leave();
    const seen = `${this.#seen.join("")}\n${this.#boxes.join("\n")}`;
    const texts: FormatText[] = /\S/.test(seen) ? [{ view: "seen", text: seen, place }] : [];
    if (this.#unlike) texts.push({ view: "hidden", text: this.#all.join(""), place });
    return [...texts, ...hiddenLines(this.#asides, place)];
  }

  #special(name: string, tag: string): void {
    if (name === "vanish") this.#vanished ||= this.#inRun && !/^(?:0|false|off)$/.test(attribute(tag, "val") ?? "");
    else if (name === "span") this.#span(tag);
    else if (name === "rStyle") this.#vanished ||= this.#inRun && this.#hides(attribute(tag, "val"));
    else if (name === "sym") this.#symbol(tag);
    else if (name === "s") this.#blanks(tag);
    else this.#value(tag);
  }

  #span(tag: string): void {
    if (this.#hiddenStyles.size === 0 || this.#spans.length > 1_000) return;
    const hides = this.#hides(attribute(tag, "style-name"));
    this.#spans.push(hides);
    if (hides) this.#hidden += 1;
  }

  #hides(style: string | null): boolean {
    return style !== null && this.#hiddenStyles.has(style);
  }

  #put(text: string, words = false): void {
    this.#all.push(text);
    if (this.#hidden === 0 && !this.#vanished) this.#seen.push(text);
    else if (words) this.#unlike = true;
  }

  /** A box's text is kept apart, so that it does not part the words it is anchored in. */
  #enter(): void {
    if (this.#outer.length > 200) return;
    this.#outer.push(this.#seen);
    this.#seen = [];
  }

  #leave(): void {
    const outer = this.#outer.pop();
    if (outer === undefined) return;
    this.#boxes.push(this.#seen.join(""));
    this.#seen = outer;
  }

  /** Symbol fonts put their characters into a private range. */
  #symbol(tag: string): void {
    const code = Number.parseInt(attribute(tag, "char") ?? "", 16);
    if (code > 0 && code <= 0xffff)
      this.#put(String.fromCharCode((code & 0xff00) === 0xf000 ? code & 0xff : code), true);
  }

  #blanks(tag: string): void {
    if (!this.#everywhere) return;
    const count = Number(attribute(tag, "c") ?? 1);
    if (count > 1 && count < 1_000) this.#put(" ".repeat(count - 1));
  }

  #value(tag: string): void {
    const value = attribute(tag, "val");
    if (value !== null && value.length > 1) this.#asides.push(value);
  }
}
