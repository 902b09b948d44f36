import type { z } from "zod";
import { SealgateError } from "../../src/errors.ts";
import type { WebRequest } from "./route.ts";

/** The query of a GET, else the JSON or form body, as the schema reads it; refused with the names of wrong fields. */
export function readInput(schema: z.ZodType | undefined, request: WebRequest): unknown {
  if (schema === undefined) return undefined;
  const parsed = schema.safeParse(rawInput(request));
  if (parsed.success) return parsed.data;
  const wrong = [...new Set(parsed.error.issues.map((issue) => issue.path.join(".") || "the whole"))].join(", ");
  throw new SealgateError("bad-request", 400, `missing or wrong in the request: ${wrong}`);
}

function rawInput(request: WebRequest): unknown {
  if (request.method === "GET") return Object.fromEntries(request.query);
  if (contentType(request) !== "application/json") return Object.fromEntries(request.form.fields);
  try {
    return JSON.parse(request.body.toString("utf8"));
  } catch (cause) {
    throw new SealgateError("bad-request", 400, "the body is not JSON", { cause });
  }
}

function contentType(request: WebRequest): string {
  return (request.headers["content-type"] ?? "").split(";", 1)[0]?.trim().toLowerCase() ?? "";
}
