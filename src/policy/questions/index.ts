import type { QuestionKind } from "./define-question.ts";
import { detectorValues } from "./detector-values.ts";
import { dictionary } from "./dictionary.ts";
import { headerField } from "./header-field.ts";
import { namePattern } from "./name-pattern.ts";
import { pattern } from "./pattern.ts";
import { words } from "./words.ts";

/** Every kind of question; a new one is a new file and a line here. */
export const questionKinds: readonly QuestionKind[] = [
  words,
  pattern,
  dictionary,
  namePattern,
  headerField,
  detectorValues,
];

/** The kind of question by name, or undefined. */
export function questionKindOf(kind: string): QuestionKind | undefined {
  return questionKinds.find((question) => question.kind === kind);
}
