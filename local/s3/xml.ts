import { Parser } from "htmlparser2";
import { ServiceError } from "../core/service.ts";

/** An element: its name, its own text, its children. */
export type Element = { readonly name: string; text: string; readonly children: Element[] };

type Value = string | number | boolean | Node | readonly Node[] | undefined;
type Node = { readonly [name: string]: Value | readonly Value[] };

const escapes: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };

/** Text as XML may hold it; control characters become references so that a key keeps every character. */
const escapeXml = (text: string): string =>
  // biome-ignore lint/suspicious/noControlCharactersInRegex: keys may hold control characters
  text.replace(/[&<>"\u0000-\u001f\u007f\ufffe\uffff]/g, (sign) => escapes[sign] ?? `&#${sign.charCodeAt(0)};`);

function write(name: string, value: Value | readonly Value[]): string {
  if (value === undefined) return "";
  if (Array.isArray(value)) return value.map((item: Value) => write(name, item)).join("");
  if (typeof value !== "object") return `<${name}>${escapeXml(String(value))}</${name}>`;
  return `<${name}>${writeAll(value as Node)}</${name}>`;
}

const writeAll = (node: Node): string =>
  Object.entries(node)
    .map(([name, value]) => write(name, value))
    .join("");

/** A whole document; a list repeats its element, undefined leaves it out. */
export function xmlDocument(root: string, content: Node): string {
  const namespace = root === "Error" ? "" : ' xmlns="http://s3.amazonaws.com/doc/2006-03-01/"';
  return `<?xml version="1.0" encoding="UTF-8"?>\n<${root}${namespace}>${writeAll(content)}</${root}>`;
}

const malformed = (): ServiceError =>
  new ServiceError(
    "MalformedXML",
    "The XML you provided was not well-formed or did not validate against our published schema",
  );

/** Reads a document whose root must be `root`. */
export function readXml(body: Buffer, root: string): Element {
  const top: Element = { name: "", text: "", children: [] };
  const open: Element[] = [top];
  const parser = new Parser(
    {
      onopentagname(name) {
        const element: Element = { name, text: "", children: [] };
        open.at(-1)?.children.push(element);
        open.push(element);
      },
      ontext(text) {
        const element = open.at(-1);
        if (element) element.text += text;
      },
      onclosetag(_name, implied) {
        if (implied) throw malformed();
        open.pop();
      },
      onerror: () => {
        throw malformed();
      },
    },
    { xmlMode: true, decodeEntities: true },
  );
  parser.end(body.toString("utf8"));
  const [element] = top.children;
  if (element?.name !== root || top.children.length !== 1) throw malformed();
  return element;
}

/** The text of the first child of that name. */
export const childText = (element: Element, name: string): string | undefined =>
  element.children.find((child) => child.name === name)?.text;

/** The children of that name; MalformedXML when there is none. */
export function childrenOf(element: Element, name: string): readonly Element[] {
  const found = element.children.filter((child) => child.name === name);
  if (found.length === 0) throw malformed();
  return found;
}
