import type { z } from "zod";
import type { Call } from "../call.ts";
import { invalid } from "../failures.ts";

/** Answers one call; the body is not yet checked. */
export type Operation = (body: unknown, call: Call) => object;

/** An operation whose body is checked against its schema first. */
export const defineOperation =
  <Schema extends z.ZodType>(schema: Schema, run: (request: z.output<Schema>, call: Call) => object): Operation =>
  (body, call) => {
    const parsed = schema.safeParse(body);
    if (parsed.success) return run(parsed.data, call);
    throw invalid(describe(parsed.error));
  };

const describe = ({ issues }: z.ZodError): string => {
  const found = issues.map(
    ({ path, message }) => `Value at '${path.join(".")}' failed to satisfy constraint: ${message}`,
  );
  return `${found.length} validation error${found.length > 1 ? "s" : ""} detected: ${found.join("; ")}`;
};
