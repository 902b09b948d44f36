import { z } from "zod";
import { detectorOf, detectors } from "../detectors/index.ts";
import { labelWords } from "../detectors/label-words.ts";
import { LONGEST_PATTERN, patternProblem } from "../patterns/compile-pattern.ts";
import { rememberQuestion } from "../question-id.ts";
import { confidences, type DetectorFacts, type Facts, type Scope, scopes } from "../types.ts";
import { noUnlessUnread } from "../unreadable-classes.ts";
import { defineCondition, type Outcome } from "./define-condition.ts";

const everywhere = [...scopes];

const exceptedPattern = z
  .string()
  .min(1)
  .max(LONGEST_PATTERN)
  .superRefine((source, context) => {
    const problem = patternProblem(source);
    if (problem !== null) context.addIssue({ code: "custom", message: problem });
  });
const exceptedHash = z.string().regex(/^[0-9a-f]{64}$/, "must be a SHA-256 in small hexadecimal letters");

const settings = z.strictObject({
  detector: z.string().refine((type) => detectorOf(type) !== undefined, {
    error: `must be one of: ${detectors.map(({ type }) => type).join(", ")}`,
  }),
  confidence: z.enum(confidences).default("medium"),
  minimum: z.number().int().min(1).max(100_000).default(1),
  unique: z.boolean().default(true),
  scopes: z.array(z.enum(scopes)).min(1).default(everywhere),
  /** Values that do not count: by pattern (RE2), or by the SHA-256 of the value in capitals without blanks and marks. */
  exclude: z
    .strictObject({
      patterns: z.array(exceptedPattern).max(200).default([]),
      hashes: z.array(exceptedHash).max(10_000).default([]),
    })
    .optional(),
});

type Settings = z.infer<typeof settings>;

/** Matches when a detector finds enough values, sure enough, in the chosen places. */
export const detector = defineCondition({
  type: "detector",
  label: "Sensitive values are found",
  settings,
  questions: (chosen) => (countExceptions(chosen) > 0 ? [question(chosen)] : []),
  matches: ({ facts }, chosen) => (countExceptions(chosen) > 0 ? fromAnswer(facts, chosen) : fromFacts(facts, chosen)),
  sentence: (chosen) => {
    const { detector: type, minimum, unique, confidence, scopes: where } = chosen;
    const many = minimum > 1;
    const label = labelWords(detectorOf(type)?.label ?? type, many);
    const amount = many ? `at least ${minimum}${unique ? " different" : ""}` : "at least one";
    const excepted = countExceptions(chosen);
    const but = excepted === 0 ? "" : `, ${excepted} ${excepted === 1 ? "exception" : "exceptions"}`;
    return `${amount} ${label} ${many ? "are" : "is"} found (${confidence} confidence or more${but})${inScopes(where)}`;
  },
});

const question = rememberQuestion(({ detector: type, confidence, scopes: where, exclude }: Settings) => ({
  kind: "detector-values",
  scopes: where,
  settings: { detector: type, confidence, patterns: exclude?.patterns ?? [], hashes: exclude?.hashes ?? [] },
}));

function countExceptions({ exclude }: Settings): number {
  return (exclude?.patterns.length ?? 0) + (exclude?.hashes.length ?? 0);
}

/** From the question that was asked with the exceptions. */
function fromAnswer(facts: Facts, chosen: Settings): Outcome {
  const answer = facts.answers[question(chosen).id];
  if (answer === undefined) return { result: "unknown", compared: "not asked of this message" };
  const count = chosen.unique ? (answer.score ?? 0) : answer.count;
  return outcome(facts, chosen, count, answer.incomplete === true, answer.evidence);
}

/** From what every message is searched for. */
function fromFacts(facts: Facts, chosen: Settings): Outcome {
  const found = facts.detectors[chosen.detector];
  if (found === undefined) return { result: "unknown", compared: "not asked of this message" };
  const wanted = confidences.indexOf(chosen.confidence);
  const matches = found.matches.filter(
    (match) => confidences.indexOf(match.confidence) >= wanted && chosen.scopes.includes(match.where.scope),
  );
  const count = chosen.unique ? new Set(matches.map(({ value }) => value)).size : matches.length;
  return outcome(facts, chosen, count, hasMore(found, wanted), matches.slice(0, 20));
}

/** Whether there were matches of that confidence beyond the ones kept. */
function hasMore({ more, moreLow }: DetectorFacts, wanted: number): boolean {
  return more > 0 || (wanted === 0 && moreLow > 0);
}

function outcome(facts: Facts, chosen: Settings, count: number, open: boolean, evidence: Outcome["evidence"]): Outcome {
  const missing = open ? "unknown" : noUnlessUnread(facts, chosen.scopes);
  const compared = `${count} found, ${chosen.minimum} wanted`;
  return {
    result: count >= chosen.minimum ? true : missing,
    compared,
    ...(evidence === undefined ? {} : { evidence }),
  };
}

function inScopes(where: readonly Scope[]): string {
  return where.length === scopes.length ? "" : ` in ${where.join(", ")}`;
}
