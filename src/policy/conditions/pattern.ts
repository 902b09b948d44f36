import { z } from "zod";
import { countOutcome } from "../count-outcome.ts";
import { LONGEST_PATTERN, patternProblem } from "../patterns/compile-pattern.ts";
import { rememberQuestion } from "../question-id.ts";
import { scopes } from "../types.ts";
import { defineCondition } from "./define-condition.ts";

const settings = z.strictObject({
  /** RE2 syntax; `^` and `$` stand for the ends of lines. */
  pattern: z
    .string()
    .min(1)
    .max(LONGEST_PATTERN)
    .superRefine((pattern, context) => {
      const problem = patternProblem(pattern);
      if (problem !== null) context.addIssue({ code: "custom", message: problem });
    }),
  scopes: z.array(z.enum(scopes)).min(1).default(["subject", "body"]),
  matchCase: z.boolean().default(false),
  /** How often it must be found. */
  minimum: z.number().int().min(1).max(1_000).default(1),
});

/** Matches when a regular expression finds something in the chosen places. */
export const pattern = defineCondition({
  type: "pattern",
  label: "Regular expression finds something",
  settings,
  questions: (chosen) => [question(chosen)],
  matches: ({ facts }, chosen) => countOutcome(facts, question(chosen), chosen),
  sentence: ({ pattern: source, scopes: where, minimum }) =>
    `${where.join(" or ")} matches the regular expression “${source}”${minimum > 1 ? ` ${minimum} times` : ""}`,
});

const question = rememberQuestion((chosen: z.infer<typeof settings>) => ({
  kind: "pattern",
  scopes: chosen.scopes,
  settings: { pattern: chosen.pattern, matchCase: chosen.matchCase },
}));
