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
    throw new SealgateError("cursor", 400, "this page's cursor is not valid; start from the first page", { cause });
  }
}
