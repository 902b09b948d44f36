import { z } from "zod";
import type { Dictionary } from "../../contracts/policies-dictionary.ts";
import { stableId } from "../../contracts/policies-names.ts";
import { asQuestion } from "../question-id.ts";
import { type Answer, type Facts, type Question, scopes, type Truth } from "../types.ts";
import { noUnlessUnread } from "../unreadable-classes.ts";
import { defineCondition } from "./define-condition.ts";

const settings = z.strictObject({
  dictionary: stableId,
  scopes: z.array(z.enum(scopes)).min(1).default(["subject", "body", "attachments"]),
  /** In place of the dictionary's own. */
  activationScore: z.number().int().min(1).max(1_000_000).optional(),
});

/** Matches when the entries of a dictionary reach its activation score, with all that is required and nothing excluded. */
export const dictionary = defineCondition({
  type: "dictionary",
  label: "Dictionary is reached",
  settings,
  problem: ({ dictionary: id }, { dictionaries }) =>
    dictionaries.some((one) => one.id === id) ? null : `there is no dictionary ${JSON.stringify(id)}`,
  questions: (chosen, dictionaries) => {
    const found = dictionaries.get(chosen.dictionary);
    return found === undefined ? [] : [questionFor(found, chosen.scopes)];
  },
  matches: ({ facts, dictionaries }, chosen) => {
    const found = dictionaries.get(chosen.dictionary);
    const question = found && questionFor(found, chosen.scopes);
    const answer = question && facts.answers[question.id];
    if (found === undefined || question === undefined || answer === undefined) return "unknown";
    const wanted = chosen.activationScore ?? found.activationScore;
    return {
      result: reached(facts, found, question, answer, wanted),
      compared: `score ${answer.score ?? 0}, ${wanted} wanted${missing(answer)}`,
      evidence: answer.evidence,
    };
  },
  sentence: ({ dictionary: id, scopes: where, activationScore }) =>
    `${where.join(" or ")} reaches ${activationScore === undefined ? "the activation score" : `a score of ${activationScore}`} of the dictionary “${id}”`,
});

const known = new WeakMap<Dictionary, Map<string, Question>>();

function questionFor(dictionaryOf: Dictionary, where: readonly (typeof scopes)[number][]): Question {
  const questions = known.get(dictionaryOf) ?? new Map<string, Question>();
  known.set(dictionaryOf, questions);
  const { entries, wholeWords, matchCase } = dictionaryOf;
  const key = where.join();
  const question =
    questions.get(key) ??
    asQuestion({ kind: "dictionary", scopes: where, settings: { entries, wholeWords, matchCase } });
  questions.set(key, question);
  return question;
}

/** What was not read could add to the score, take from it, or hold what is required or excluded. */
function reached(facts: Facts, { entries }: Dictionary, question: Question, answer: Answer, wanted: number): Truth {
  if (answer.excluded) return false;
  const result = (answer.score ?? 0) >= wanted && answer.required === true;
  const whole = !answer.incomplete && noUnlessUnread(facts, question.scopes) === false;
  if (whole) return result;
  const canOnlyGrow = entries.every(({ exclude, weight }) => !exclude && weight >= 0);
  return result && canOnlyGrow ? true : "unknown";
}

function missing({ required, excluded }: Answer): string {
  if (excluded) return ", an excluded entry was found";
  return required === false ? ", a required entry is missing" : "";
}
