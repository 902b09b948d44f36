import type { z } from "zod";
import type { ReadMessage } from "../../mail/message.ts";
import type { SearchBudget } from "../patterns/search-budget.ts";

/** Where a question's answer stands in a normalised text; `entry` numbers what was found, where there are several. */
export type Hit = { readonly start: number; readonly end: number; readonly entry?: number };

/** A phrase of a question that was found: its number in `phrases`, and the offsets at which it ends. */
export type FoundPhrase = { readonly phrase: number; readonly ends: readonly number[] };

/** One text, with what the common index of all phrases found in it. */
export type Asked = {
  readonly text: string;
  readonly found: readonly FoundPhrase[];
  readonly budget: SearchBudget;
  /** Whether the text is the name of a file inside another. */
  readonly packed?: boolean;
};

/** What a question found in one text; not `complete` when hits or time ran out. */
export type Found = { readonly hits: readonly Hit[]; readonly complete: boolean };

/** A weighed answer: the score, whether all that is required and anything that is excluded was found. */
export type Weighed = { readonly score: number; readonly required: boolean; readonly excluded: boolean };

/** A question made ready for any number of texts. */
export type PreparedQuestion = {
  /** Phrases to be looked for in the one pass over the text that all questions share. */
  readonly phrases: readonly string[];
  ask(asked: Asked): Found;
  /** Weighs how often each entry was found. */
  weigh?(counts: ReadonlyMap<number, number>): Weighed;
  /** Texts that are asked in place of those in the question's scopes. */
  texts?(message: Pick<ReadMessage, "headers">): readonly string[];
};

/** A kind of question that is asked of a message's text. */
export type QuestionKind = {
  readonly kind: string;
  readonly settings: z.ZodType;
  prepare(settings: unknown): PreparedQuestion;
};

/** Declares a kind of question. */
export function defineQuestion<S>(question: {
  kind: string;
  settings: z.ZodType<S>;
  prepare(settings: S): PreparedQuestion;
}): QuestionKind {
  return { ...question, prepare: (settings) => question.prepare(question.settings.parse(settings)) };
}
