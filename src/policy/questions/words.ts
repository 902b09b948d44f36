import { z } from "zod";
import { normalise } from "../../mail/normalise.ts";
import { defineQuestion } from "./define-question.ts";

const settings = z.strictObject({
  words: z.array(z.string().min(1)).min(1),
  wholeWords: z.boolean(),
  matchCase: z.boolean(),
});

/** Finds words and phrases; blanks in a phrase match any blanks. */
export const words = defineQuestion({
  kind: "words",
  settings,
  prepare: ({ words: list, wholeWords, matchCase }) => {
    const longest = [...list].sort((a, b) => b.length - a.length).map(wordPattern);
    const joined = `(?:${longest.join("|")})`;
    const pattern = wholeWords ? `(?<![\\p{L}\\p{N}_])${joined}(?![\\p{L}\\p{N}_])` : joined;
    const expression = new RegExp(pattern, matchCase ? "gu" : "giu");
    return function* scan(text) {
      for (const match of text.matchAll(expression)) yield { start: match.index, end: match.index + match[0].length };
    };
  },
});

function wordPattern(word: string): string {
  return normalise(word)
    .text.trim()
    .split(/\s+/)
    .map((piece) => piece.replace(/[.*+?^${}()|[\]\\/]/g, "\\$&"))
    .join("[\\s\\x1e\\x1f]{1,20}");
}
