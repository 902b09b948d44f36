import { isAscii } from "node:buffer";
import { cleanText } from "../text-views.ts";
import type { FormatText } from "./format.ts";
import { decodeCodePage } from "./mapi-properties.ts";
import { boxGroups, fontCodePages, hiddenGroups, skippedGroups, symbolMarks, wordMarks } from "./rtf-words.ts";

type Group = {
  readonly kind: "shown" | "box" | "hidden" | "skip" | "object";
  readonly fallbacks: number;
  readonly codePage: number;
  readonly vanished: boolean;
  readonly starred: boolean;
};

const DEEPEST = 2_000;
const run = /[^\\{}\r\n]+/y;
const word = /\\([a-zA-Z]{1,32})(-?\d{1,10})? ?/y;

/** Reads RTF in one pass: text as shown, hidden text, and the data of embedded objects. */
export class RtfReader {
  readonly #rtf: string;
  readonly #fonts: ReadonlyMap<number, number>;
  readonly #stack: Group[] = [];
  readonly #outer: string[][] = [];
  readonly #boxes: string[] = [];
  readonly #all: string[] = [];
  readonly #objects: string[][] = [];
  #group: Group = { kind: "shown", fallbacks: 1, codePage: 1252, vanished: false, starred: false };
  #seen: string[] = [];
  #pending = "";
  #passing = 0;
  #unlike = false;
  #tooDeep = 0;

  constructor(rtf: string) {
    this.#rtf = rtf;
    this.#fonts = fontCodePages(rtf);
  }

  /** Whether groups were nested deeper than is read. */
  get tooDeep(): boolean {
    return this.#tooDeep > 0;
  }

  /** Hex digits of each embedded object. */
  get objects(): readonly string[] {
    return this.#objects.map((pieces) => pieces.join(""));
  }

  read(): this {
    const rtf = this.#rtf;
    for (let at = 0; at < rtf.length; ) {
      const code = rtf.charCodeAt(at);
      if (code === 92) at = this.#control(at);
      else if (code === 123) at = this.#enter(at);
      else if (code === 125) at = this.#leave(at);
      else if (code === 10 || code === 13) at += 1;
      else {
        run.lastIndex = at;
        const text = run.exec(rtf)?.[0] ?? (rtf[at] as string);
        this.#text(text);
        at += text.length;
      }
    }
    this.#flush();
    while (this.#outer.length > 0) this.#closeBox();
    return this;
  }

  texts(): FormatText[] {
    const seen = `${this.#seen.join("")}\n${this.#boxes.join("\n")}`;
    const texts: FormatText[] = [{ view: "seen", text: seen }];
    if (this.#unlike) texts.push({ view: "hidden", text: this.#all.join("") });
    return texts;
  }

  #text(text: string): void {
    if (this.#passing >= text.length) {
      this.#passing -= text.length;
      return;
    }
    const rest = this.#passing > 0 ? text.slice(this.#passing) : text;
    this.#passing = 0;
    if (this.#group.kind === "skip") return;
    if (this.#group.kind === "object") this.#objects.at(-1)?.push(rest);
    else this.#pending += rest;
  }

  /** Bytes that wait are decoded when their code page may change. */
  #flush(): void {
    if (this.#pending === "") return;
    const bytes = Buffer.from(this.#pending, "latin1");
    this.#put(isAscii(bytes) ? this.#pending : decodeCodePage(bytes, this.#group.codePage), true);
    this.#pending = "";
  }

  #put(text: string, words = false): void {
    const { kind, vanished } = this.#group;
    if (kind === "skip" || kind === "object" || text === "") return;
    const clean = words ? cleanText(text) : text;
    this.#all.push(clean);
    if (kind !== "hidden" && !vanished) this.#seen.push(clean);
    else this.#unlike ||= words;
  }

  #enter(at: number): number {
    this.#flush();
    if (this.#stack.length >= DEEPEST) this.#tooDeep += 1;
    else {
      this.#stack.push(this.#group);
      this.#group = { ...this.#group, starred: false };
    }
    return at + 1;
  }

  #leave(at: number): number {
    this.#flush();
    this.#passing = 0;
    const left = this.#group;
    const outer = this.#stack.pop();
    if (outer !== undefined) this.#group = outer;
    if (left.kind === "box" && outer?.kind !== "box") {
      this.#all.push("\n");
      this.#closeBox();
    }
    return at + 1;
  }

  #closeBox(): void {
    const outer = this.#outer.pop();
    if (outer === undefined) return;
    this.#boxes.push(this.#seen.join(""));
    this.#seen = outer;
  }

  #control(at: number): number {
    const next = this.#rtf[at + 1] ?? "";
    if (next === "'") {
      const code = Number.parseInt(this.#rtf.slice(at + 2, at + 4), 16);
      if (code >= 0) this.#text(String.fromCharCode(code));
      return at + 4;
    }
    word.lastIndex = at;
    const found = word.exec(this.#rtf);
    if (found === null) {
      this.#flush();
      if (next === "*") this.#group = { ...this.#group, starred: true };
      else this.#put(symbolMarks[next] ?? "");
      return at + 2;
    }
    const [whole, name, digits] = found as unknown as [string, string, string | undefined];
    const value = digits === undefined ? null : Number(digits);
    if (name === "bin") return this.#binary(at + whole.length, Math.max(0, value ?? 0));
    if (name === "u" && value !== null) this.#unicode(value);
    else {
      this.#flush();
      this.#word(name, value);
    }
    return at + whole.length;
  }

  /** Bytes as they are: an object's data, or what some readers pass over and some show. */
  #binary(from: number, size: number): number {
    const data = this.#rtf.slice(from, from + size);
    const { kind } = this.#group;
    if (kind === "object") this.#objects.at(-1)?.push(Buffer.from(data, "latin1").toString("hex"));
    else if (kind !== "skip" && data !== "") {
      this.#flush();
      this.#all.push("\n", cleanText(data), "\n");
      this.#unlike = true;
    }
    return from + size;
  }

  #unicode(value: number): void {
    this.#flush();
    const code = value < 0 ? value + 65_536 : value;
    if (code > 0 && code <= 0x10ffff)
      this.#put(String.fromCodePoint((code & 0xff00) === 0xf000 ? code & 0xff : code), true);
    this.#passing = this.#group.fallbacks;
  }

  #word(name: string, value: number | null): void {
    const mark = Object.hasOwn(wordMarks, name) ? wordMarks[name] : undefined;
    if (mark !== undefined) this.#put(mark);
    else if (name === "uc") this.#group = { ...this.#group, fallbacks: Math.min(8, Math.max(0, value ?? 1)) };
    else if (name === "ansicpg") this.#group = { ...this.#group, codePage: value ?? 1252 };
    else if (name === "f" && value !== null) this.#font(value);
    else if (name === "v") this.#group = { ...this.#group, vanished: value !== 0 };
    else if (name === "plain") this.#group = { ...this.#group, vanished: false };
    else if (name === "objdata") this.#object();
    else this.#destination(name);
  }

  #font(font: number): void {
    const codePage = this.#fonts.get(font);
    if (codePage !== undefined) this.#group = { ...this.#group, codePage };
  }

  #object(): void {
    this.#objects.push([]);
    this.#group = { ...this.#group, kind: "object" };
  }

  /** A word that says what its group is; unknown ones count only after a star. */
  #destination(name: string): void {
    const { kind, starred } = this.#group;
    if (kind === "skip" || kind === "object") return;
    if (skippedGroups.has(name)) this.#group = { ...this.#group, kind: "skip" };
    else if (boxGroups.has(name) && kind === "shown") {
      this.#all.push("\n");
      this.#outer.push(this.#seen);
      this.#seen = [];
      this.#group = { ...this.#group, kind: "box", starred: false };
    } else if (hiddenGroups.has(name) || (starred && !boxGroups.has(name)))
      this.#group = { ...this.#group, kind: "hidden", starred: false };
    else if (starred) this.#group = { ...this.#group, starred: false };
  }
}
