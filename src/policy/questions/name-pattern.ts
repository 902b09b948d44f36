import { z } from "zod";
import { packedChoice } from "../packed-choice.ts";
import { defineQuestion } from "./define-question.ts";

const settings = z.strictObject({ patterns: z.array(z.string().min(1)).min(1), packed: packedChoice });

/** Matches file names by patterns with * and ?, in any case: whole, or without the folders of an archive. */
export const namePattern = defineQuestion({
  kind: "name-pattern",
  settings,
  prepare: ({ patterns, packed: choice }) => {
    const folded = patterns.map((pattern) => [...pattern.normalize("NFKC").toLowerCase()]);
    return {
      phrases: [],
      ask: ({ text, packed = false }) => {
        const isChosen = choice === "also" || packed === (choice === "only");
        const whole = text.toLowerCase();
        const names = [whole, whole.slice(Math.max(whole.lastIndexOf("/"), whole.lastIndexOf("\\")) + 1)];
        const matches =
          isChosen && names.some((name) => folded.some((pattern) => matchesWildcards([...name], pattern)));
        return { hits: matches ? [{ start: 0, end: text.length }] : [], complete: true };
      },
    };
  },
});

/** Wildcard match that only ever goes back to the last star: no pattern makes it slow. */
export function matchesWildcards(name: readonly string[], pattern: readonly string[]): boolean {
  let at = 0;
  let next = 0;
  let star = -1;
  let resume = 0;
  while (at < name.length) {
    if (pattern[next] === "*") {
      star = next;
      next += 1;
      resume = at;
    } else if (pattern[next] === "?" || (next < pattern.length && pattern[next] === name[at])) {
      at += 1;
      next += 1;
    } else if (star >= 0) {
      resume += 1;
      at = resume;
      next = star + 1;
    } else return false;
  }
  while (pattern[next] === "*") next += 1;
  return next === pattern.length;
}
