import { z } from "zod";
import { compilePattern } from "../patterns/compile-pattern.ts";
import { requiredPhrases } from "../patterns/required-phrases.ts";
import { searchPattern } from "../patterns/search-pattern.ts";
import { defineQuestion } from "./define-question.ts";

const settings = z.strictObject({ pattern: z.string().min(1), matchCase: z.boolean() });

/** Finds an administrator's regular expression, where the phrases that it cannot do without are there. */
export const pattern = defineQuestion({
  kind: "pattern",
  settings,
  prepare: ({ pattern: source, matchCase }) => {
    const compiled = compilePattern(source, matchCase);
    const phrases = requiredPhrases(source);
    return {
      phrases: phrases ?? [],
      ask: ({ text, found, budget }) => {
        if (!compiled.ok) return { hits: [], complete: false };
        if (phrases !== null && found.length === 0) return { hits: [], complete: true };
        return searchPattern(compiled.expression, text, budget);
      },
    };
  },
});
