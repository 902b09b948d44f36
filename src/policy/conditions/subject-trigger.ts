import { z } from "zod";
import { listed } from "../address-match.ts";
import { countOutcome } from "../count-outcome.ts";
import { rememberQuestion } from "../question-id.ts";
import { defineCondition } from "./define-condition.ts";

const settings = z.strictObject({
  triggers: z.array(z.string().trim().min(1).max(100)).min(1).max(50).default(["[encrypt]"]),
});

/** Matches when the sender wrote a trigger anywhere in the subject, in any case. */
export const subjectTrigger = defineCondition({
  type: "subject-trigger",
  label: "Subject has a trigger",
  settings,
  questions: (chosen) => [question(chosen)],
  matches: ({ facts }, chosen) => countOutcome(facts, question(chosen), { minimum: 1 }),
  sentence: ({ triggers }) => `the subject has the trigger ${listed(triggers.map((trigger) => `“${trigger}”`))}`,
});

const question = rememberQuestion(({ triggers }: z.infer<typeof settings>) => ({
  kind: "words",
  scopes: ["subject"],
  settings: { words: triggers, wholeWords: false, matchCase: false },
}));
