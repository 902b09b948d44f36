import type { PolicySet } from "../contracts/policies.ts";
import { conditionOf } from "./conditions/index.ts";
import { dictionariesOf } from "./dictionaries-of.ts";
import type { Question } from "./types.ts";
import { allLeaves } from "./walk-conditions.ts";

/** Every content question that a policy set asks, each once. */
export function questionsOf(policySet: PolicySet): Question[] {
  const questions = new Map<string, Question>();
  const dictionaries = dictionariesOf(policySet);
  for (const { type, settings } of allLeaves(policySet)) {
    for (const question of conditionOf(type)?.questions(settings, dictionaries) ?? []) {
      questions.set(question.id, question);
    }
  }
  return [...questions.values()];
}
