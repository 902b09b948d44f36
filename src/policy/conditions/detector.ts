import { z } from "zod";
import { detectorOf, detectors } from "../detectors/index.ts";
import { confidences, type Scope, scopes } from "../types.ts";
import { noUnlessUnread } from "../unreadable-classes.ts";
import { defineCondition } from "./define-condition.ts";

const everywhere = [...scopes];

const settings = z.strictObject({
  detector: z.string().refine((type) => detectorOf(type) !== undefined, {
    error: `must be one of: ${detectors.map(({ type }) => type).join(", ")}`,
  }),
  confidence: z.enum(confidences).default("medium"),
  minimum: z.number().int().min(1).max(100_000).default(1),
  unique: z.boolean().default(true),
  scopes: z.array(z.enum(scopes)).min(1).default(everywhere),
});

/** Matches when a detector finds enough values, sure enough, in the chosen places. */
export const detector = defineCondition({
  type: "detector",
  label: "Sensitive values are found",
  settings,
  matches: ({ facts }, { detector: type, confidence, minimum, unique, scopes: where }) => {
    const found = facts.detectors[type];
    if (found === undefined) return "unknown";
    const wanted = confidences.indexOf(confidence);
    const matches = found.matches.filter(
      (match) => confidences.indexOf(match.confidence) >= wanted && where.includes(match.where.scope),
    );
    const count = unique ? new Set(matches.map(({ value }) => value)).size : matches.length;
    const result = count >= minimum ? true : found.more > 0 ? "unknown" : noUnlessUnread(facts, where);
    return { result, compared: `${count} found, ${minimum} wanted`, evidence: matches.slice(0, 20) };
  },
  sentence: ({ detector: type, minimum, unique, confidence, scopes: where }) => {
    const label = detectorOf(type)?.label ?? type;
    const amount = minimum === 1 ? "at least one" : `at least ${minimum}${unique ? " different" : ""}`;
    return `${amount} ${label} is found (${confidence} confidence or more)${inScopes(where)}`;
  },
});

function inScopes(where: readonly Scope[]): string {
  return where.length === scopes.length ? "" : ` in ${where.join(", ")}`;
}
