import { z } from "zod";
import { listed } from "../address-match.ts";
import { asQuestion, type QuestionDraft } from "../question-id.ts";
import { noUnlessUnread } from "../unreadable-classes.ts";
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
  matches: ({ facts }, chosen) => {
    const answer = facts.answers[asQuestion(question(chosen)).id];
    if (answer === undefined) return "unknown";
    return { result: answer.count > 0 ? true : noUnlessUnread(facts, ["subject"]), evidence: answer.evidence };
  },
  sentence: ({ triggers }) => `the subject has the trigger ${listed(triggers.map((trigger) => `“${trigger}”`))}`,
});

function question({ triggers }: z.infer<typeof settings>): QuestionDraft {
  return { kind: "words", scopes: ["subject"], settings: { words: triggers, wholeWords: false, matchCase: false } };
}
