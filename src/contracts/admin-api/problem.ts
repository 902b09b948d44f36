import { z } from "zod";

/** What the API answers instead, as RFC 9457 `application/problem+json`. */
export const problemAnswer = z.object({
  status: z.number().int(),
  title: z.string(),
  /** Stable; what a program may decide by. */
  code: z.string(),
  /** Also stands in the log. */
  reference: z.string(),
});
export type ProblemAnswer = z.output<typeof problemAnswer>;
