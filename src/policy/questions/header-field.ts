import { z } from "zod";
import { headerValues } from "../../mail/header-fields.ts";
import { normalise } from "../../mail/normalise.ts";
import { foldPhrase } from "../phrases/fold.ts";
import { defineQuestion } from "./define-question.ts";

const settings = z.strictObject({ name: z.string().min(1), contains: z.array(z.string().min(1)).min(1) });

/** Finds texts in the fields of one name, in any case; asked of technical fields too. */
export const headerField = defineQuestion({
  kind: "header-field",
  settings,
  prepare: ({ name, contains }) => {
    const wanted = contains.map((text) => foldPhrase(normalise(text).text));
    return {
      phrases: [],
      texts: ({ headers }) => headerValues(headers, name),
      ask: ({ text }) => {
        const folded = foldPhrase(text);
        const hits = wanted.some((one) => folded.includes(one)) ? [{ start: 0, end: text.length }] : [];
        return { hits, complete: true };
      },
    };
  },
});
