import type { PolicySet } from "../contracts/policies.ts";
import { conditionOf } from "./conditions/index.ts";
import { asQuestion } from "./question-id.ts";
import type { Question } from "./types.ts";
import { allLeaves } from "./walk-conditions.ts";

/** Every content question that a policy set asks, each once. */
export function questionsOf(policySet: PolicySet): Question[] {
  const questions = new Map<string, Question>();
  for (const { type, settings } of allLeaves(policySet)) {
    for (const draft of conditionOf(type)?.questions(settings) ?? []) {
      const question = asQuestion(draft);
      questions.set(question.id, question);
    }
  }
  return [...questions.values()];
}
