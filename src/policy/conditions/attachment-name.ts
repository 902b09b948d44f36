import { z } from "zod";
import { listed } from "../address-match.ts";
import { packedChoice, packedWords } from "../packed-choice.ts";
import { rememberQuestion } from "../question-id.ts";
import { noUnlessUnpacked } from "../unreadable-classes.ts";
import { defineCondition } from "./define-condition.ts";

const settings = z.strictObject({
  patterns: z.array(z.string().trim().min(1).max(255)).min(1).max(1_000),
  packed: packedChoice.default("also"),
});

/** Matches any name given to a part, with or without its folders, by patterns with * and ?, in any case. */
export const attachmentName = defineCondition({
  type: "attachment-name",
  label: "Attachment's name is",
  settings,
  questions: (chosen) => [question(chosen)],
  matches: ({ facts }, chosen) => {
    const answer = facts.answers[question(chosen).id];
    if (answer === undefined) return "unknown";
    const missing = chosen.packed === "not" ? false : noUnlessUnpacked(facts);
    return { result: answer.count > 0 ? true : missing, evidence: answer.evidence };
  },
  sentence: ({ patterns, packed }) => `an attachment's name is like ${listed(patterns)}${packedWords[packed]}`,
});

const question = rememberQuestion(({ patterns, packed }: z.infer<typeof settings>) => ({
  kind: "name-pattern",
  scopes: ["names"],
  settings: { patterns, packed },
}));
