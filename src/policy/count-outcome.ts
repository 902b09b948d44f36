import type { Outcome } from "./conditions/define-condition.ts";
import type { Facts, Question } from "./types.ts";
import { noUnlessUnread } from "./unreadable-classes.ts";

/** Whether a question was answered often enough; unknown where it was not asked, or not of everything. */
export function countOutcome(facts: Facts, question: Question, { minimum }: { readonly minimum: number }): Outcome {
  const answer = facts.answers[question.id];
  if (answer === undefined) return { result: "unknown", compared: "not asked of this message" };
  const { count, evidence, incomplete } = answer;
  const missing = incomplete ? "unknown" : noUnlessUnread(facts, question.scopes);
  return { result: count >= minimum ? true : missing, compared: `${count} found, ${minimum} wanted`, evidence };
}
