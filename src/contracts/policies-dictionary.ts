import { z } from "zod";
import { stableId } from "./policies-names.ts";

/** One entry of a dictionary: a phrase or a regular expression, with what it is worth. */
export const dictionaryEntry = z
  .strictObject({
    phrase: z.string().trim().min(1).max(500).optional(),
    /** RE2 syntax. */
    pattern: z.string().min(1).max(1_000).optional(),
    /** Added to the score for each time it is found; a negative weight speaks against. */
    weight: z.number().int().min(-1_000).max(1_000).default(1),
    /** The most it adds (or takes), however often it is found. */
    maximum: z.number().int().min(1).max(1_000_000).optional(),
    /** The dictionary matches only when this is found too. */
    required: z.boolean().default(false),
    /** The dictionary does not match when this is found. */
    exclude: z.boolean().default(false),
  })
  .refine(({ phrase, pattern }) => (phrase === undefined) !== (pattern === undefined), "give a phrase or a pattern")
  .refine(({ required, exclude }) => !(required && exclude), "an entry cannot be both required and excluded");
export type DictionaryEntry = z.infer<typeof dictionaryEntry>;

/** Words that together say what a message is about. */
export const dictionary = z.strictObject({
  id: stableId,
  name: z.string().min(1).max(200),
  narrative: z.string().max(4_000).default(""),
  /** The score from which on the dictionary matches. */
  activationScore: z.number().int().min(1).max(1_000_000).default(1),
  wholeWords: z.boolean().default(true),
  matchCase: z.boolean().default(false),
  entries: z.array(dictionaryEntry).min(1).max(10_000),
});
export type Dictionary = z.infer<typeof dictionary>;
