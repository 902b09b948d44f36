import { ServiceError } from "../core/service.ts";
import type { ObjectRecord } from "./object-record.ts";

/** What a listing asks for. */
export type ListRequest = {
  readonly prefix: string;
  readonly delimiter: string;
  readonly maxKeys: number;
  readonly startAfter: string;
  readonly token: string | undefined;
};

/** One page: objects, rolled-up prefixes, and how to go on. */
type Page = {
  readonly contents: readonly ObjectRecord[];
  readonly prefixes: readonly string[];
  readonly next: string | undefined;
};

/** Where the last page ended: at a key, or at a common prefix whose keys are all done with. */
type Mark = { readonly text: string; readonly wholePrefix: boolean };

const write = ({ text, wholePrefix }: Mark): string =>
  Buffer.from(`${wholePrefix ? "p" : "k"}${text}`).toString("base64url");

function read(token: string): Mark {
  const text = Buffer.from(token, "base64url").toString("utf8");
  const kind = text.charAt(0);
  if (kind !== "p" && kind !== "k")
    throw new ServiceError("InvalidArgument", "The continuation token provided is incorrect", 400, {
      ArgumentName: "continuation-token",
    });
  return { text: text.slice(1), wholePrefix: kind === "p" };
}

const byBytes = (a: string, b: string): number => Buffer.compare(Buffer.from(a), Buffer.from(b));

function after(key: string, mark: Mark): boolean {
  if (mark.wholePrefix && key.startsWith(mark.text)) return false;
  return byBytes(key, mark.text) > 0;
}

/** The prefix that rolls a key up, if the delimiter follows in what comes after the asked prefix. */
function rolledUp(key: string, { prefix, delimiter }: ListRequest): string | undefined {
  if (delimiter === "") return undefined;
  const at = key.indexOf(delimiter, prefix.length);
  return at < 0 ? undefined : key.slice(0, at + delimiter.length);
}

/** One page of records, which come in the order of their keys' bytes. */
export function listPage(records: readonly ObjectRecord[], request: ListRequest): Page {
  const start: Mark =
    request.token === undefined ? { text: request.startAfter, wholePrefix: false } : read(request.token);
  const contents: ObjectRecord[] = [];
  const prefixes: string[] = [];
  let last = start;
  for (const record of records) {
    if (!record.key.startsWith(request.prefix) || !after(record.key, start)) continue;
    const prefix = rolledUp(record.key, request);
    if (prefix !== undefined && prefix === prefixes.at(-1)) continue;
    if (contents.length + prefixes.length >= request.maxKeys)
      return { contents, prefixes, next: request.maxKeys === 0 ? undefined : write(last) };
    if (prefix === undefined) contents.push(record);
    else prefixes.push(prefix);
    last = { text: prefix ?? record.key, wholePrefix: prefix !== undefined };
  }
  return { contents, prefixes, next: undefined };
}
