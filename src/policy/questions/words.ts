import { z } from "zod";
import { normalise } from "../../mail/normalise.ts";
import { confirmPhrase } from "../phrases/confirm-phrase.ts";
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
  prepare: ({ words: list, ...options }) => {
    const phrases = list.map((word) => normalise(word).text);
    const confirm = phrases.map((phrase) => confirmPhrase(phrase, options));
    return {
      phrases,
      ask: ({ text, found }) => ({
        hits: found.flatMap(({ phrase, ends }) =>
          ends.flatMap((end) => {
            const start = confirm[phrase]?.(text, end) ?? null;
            return start === null ? [] : [{ start, end }];
          }),
        ),
        complete: true,
      }),
    };
  },
});
