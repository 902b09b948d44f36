import { z } from "zod";
import { SealgateError } from "../errors.ts";

const key = z.record(z.string(), z.string());

/** An index key as an opaque page end. */
export function encodeCursor(lastKey: Readonly<Record<string, unknown>>): string {
  return Buffer.from(JSON.stringify(lastKey)).toString("base64url");
}

/** The key again; anything else is refused with `SealgateError("cursor", 400)`. */
export function decodeCursor(cursor: string): Record<string, string> {
  try {
    return key.parse(JSON.parse(Buffer.from(cursor, "base64url").toString("utf8")));
  } catch (cause) {
    throw unfit(cause);
  }
}

function unfit(cause?: unknown): SealgateError {
  return new SealgateError("cursor", 400, "this page's cursor is not valid; start from the first page", { cause });
}

/** Only these of an index key as a page end: what its owner knows anyway is nothing for an address line. */
export function pageEnd(lastKey: Readonly<Record<string, unknown>>, names: readonly string[]): string {
  return encodeCursor(Object.fromEntries(names.map((name) => [name, lastKey[name]])));
}

/** Where a page begins: what its cursor says by these names, beside what no cursor decides. Undefined: at the start. */
export function pageStart(
  cursor: string | undefined,
  names: readonly string[],
  own: Readonly<Record<string, string>>,
): Record<string, string> | undefined {
  if (cursor === undefined) return undefined;
  const start = decodeCursor(cursor);
  const said = names.map((name) => [name, start[name] ?? ""] as const);
  if (said.some(([, value]) => value === "")) throw unfit();
  return { ...Object.fromEntries(said), ...own };
}
