import { z } from "zod";
import { listed } from "../address-match.ts";
import { rememberQuestion } from "../question-id.ts";
import { noUnlessUnpacked } from "../unreadable-classes.ts";
import { defineCondition } from "./define-condition.ts";

const settings = z.strictObject({ patterns: z.array(z.string().trim().min(1).max(255)).min(1).max(1_000) });

/** Matches any name given to a part, by patterns with * and ?, in any case. */
export const attachmentName = defineCondition({
  type: "attachment-name",
  label: "Attachment's name is",
  settings,
  questions: (chosen) => [question(chosen)],
  matches: ({ facts }, chosen) => {
    const answer = facts.answers[question(chosen).id];
    if (answer === undefined) return "unknown";
    return { result: answer.count > 0 ? true : noUnlessUnpacked(facts), evidence: answer.evidence };
  },
  sentence: ({ patterns }) => `an attachment's name is like ${listed(patterns)}`,
});

const question = rememberQuestion(({ patterns }: z.infer<typeof settings>) => ({
  kind: "name-pattern",
  scopes: ["names"],
  settings: { patterns },
}));
