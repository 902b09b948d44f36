import { z } from "zod";
import { listed } from "../address-match.ts";
import { asQuestion, type QuestionDraft } from "../question-id.ts";
import { scopes } from "../types.ts";
import { noUnlessUnread } from "../unreadable-classes.ts";
import { defineCondition } from "./define-condition.ts";

const settings = z.strictObject({
  words: z.array(z.string().trim().min(1).max(500)).min(1).max(1_000),
  scopes: z.array(z.enum(scopes)).min(1).default(["subject", "body"]),
  wholeWords: z.boolean().default(true),
  matchCase: z.boolean().default(false),
});

/** Matches when one of the words or phrases stands in the chosen places. */
export const words = defineCondition({
  type: "words",
  label: "Words are found",
  settings,
  questions: (chosen) => [question(chosen)],
  matches: ({ facts }, chosen) => {
    const answer = facts.answers[asQuestion(question(chosen)).id];
    if (answer === undefined) return "unknown";
    const result = answer.count > 0 ? true : noUnlessUnread(facts, chosen.scopes);
    return { result, compared: `${answer.count} found`, evidence: answer.evidence };
  },
  sentence: (chosen) => `${chosen.scopes.join(" or ")} contains ${listed(chosen.words.map((word) => `“${word}”`))}`,
});

function question({ words: list, scopes: where, wholeWords, matchCase }: z.infer<typeof settings>): QuestionDraft {
  return { kind: "words", scopes: where, settings: { words: list, wholeWords, matchCase } };
}
