import { z } from "zod";
import type { Resource } from "./service.ts";
import { TemplateError } from "./template.ts";

/** Reads a resource's properties; what the schema does not know stops the start, naming resource and type. */
export function readProperties<T extends z.ZodType>(schema: T, resource: Resource): z.output<T> {
  const parsed = schema.safeParse(resource.properties);
  if (parsed.success) return parsed.data;
  const problem = z.prettifyError(parsed.error);
  throw new TemplateError(`${resource.logicalId} (${resource.type}) is not understood: ${problem}`);
}
