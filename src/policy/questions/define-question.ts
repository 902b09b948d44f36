import type { z } from "zod";

/** Where a question's answer stands in a normalised text. */
export type Hit = { readonly start: number; readonly end: number };

/** Finds every hit in one text. */
export type Scan = (text: string) => Iterable<Hit>;

/** A kind of question that is asked of a message's text. */
export type QuestionKind = {
  readonly kind: string;
  readonly settings: z.ZodType;
  /** Prepares the search once for all texts. */
  prepare(settings: unknown): Scan;
};

/** Declares a kind of question. */
export function defineQuestion<S>(question: {
  kind: string;
  settings: z.ZodType<S>;
  prepare(settings: S): Scan;
}): QuestionKind {
  return { ...question, prepare: (settings) => question.prepare(question.settings.parse(settings)) };
}
