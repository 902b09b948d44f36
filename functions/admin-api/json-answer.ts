import type { z } from "zod";
import type { Answer } from "../middleware/route.ts";

/** An answer of the given schema as JSON. */
export function jsonAnswer<Schema extends z.ZodType>(
  _schema: Schema,
  value: z.input<Schema>,
  cookies: readonly string[] = [],
): Answer {
  const headers = { "content-type": "application/json; charset=utf-8" };
  return { status: 200, headers, cookies, body: JSON.stringify(value) };
}
