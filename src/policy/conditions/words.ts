import { z } from "zod";
import { listed } from "../address-match.ts";
import { countOutcome } from "../count-outcome.ts";
import { rememberQuestion } from "../question-id.ts";
import { scopes } from "../types.ts";
import { defineCondition } from "./define-condition.ts";

const settings = z.strictObject({
  words: z.array(z.string().trim().min(1).max(500)).min(1).max(1_000),
  scopes: z.array(z.enum(scopes)).min(1).default(["subject", "body"]),
  wholeWords: z.boolean().default(true),
  matchCase: z.boolean().default(false),
  /** How often they must stand there, all words together. */
  minimum: z.number().int().min(1).max(1_000).default(1),
});

/** Matches when one of the words or phrases stands in the chosen places. */
export const words = defineCondition({
  type: "words",
  label: "Words are found",
  settings,
  questions: (chosen) => [question(chosen)],
  matches: ({ facts }, chosen) => countOutcome(facts, question(chosen), chosen),
  sentence: ({ scopes: where, words: list, minimum }) =>
    `${where.join(" or ")} contains ${listed(list.map((word) => `“${word}”`))}${minimum > 1 ? ` ${minimum} times` : ""}`,
});

const question = rememberQuestion((chosen: z.infer<typeof settings>) => ({
  kind: "words",
  scopes: chosen.scopes,
  settings: { words: chosen.words, wholeWords: chosen.wholeWords, matchCase: chosen.matchCase },
}));
