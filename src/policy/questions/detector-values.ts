import { createHash } from "node:crypto";
import { z } from "zod";
import type { Candidate } from "../detectors/define-detector.ts";
import { detectorOf } from "../detectors/index.ts";
import { TextScan } from "../detectors/scan-text.ts";
import { compilePattern } from "../patterns/compile-pattern.ts";
import { confidences } from "../types.ts";
import { defineQuestion } from "./define-question.ts";

const settings = z.strictObject({
  detector: z.string(),
  confidence: z.enum(confidences),
  patterns: z.array(z.string()),
  hashes: z.array(z.string()),
});

/** Finds a detector's values but for those that are excepted; the score is how many different ones there are. */
export const detectorValues = defineQuestion({
  kind: "detector-values",
  settings,
  prepare: ({ detector: type, confidence, patterns, hashes }) => {
    const detector = detectorOf(type);
    const scan = detector === undefined ? null : new TextScan([detector]);
    const wanted = confidences.indexOf(confidence);
    const isExcepted = exceptions(patterns, hashes);
    return {
      phrases: [],
      ask: ({ text }) => {
        const found = scan?.find(text)[0] ?? [];
        const kept = found.filter((one) => confidences.indexOf(one.confidence) >= wanted && !isExcepted(one.value));
        return { hits: kept.map(toHit), complete: scan !== null };
      },
      weigh: (counts) => ({ score: counts.size, required: true, excluded: false }),
    };
  },
});

/** The SHA-256 of a value in hexadecimal, as exceptions name it. */
export function hashOfValue(value: string): string {
  return createHash("sha256").update(value).digest("hex");
}

function exceptions(patterns: readonly string[], hashes: readonly string[]): (value: string) => boolean {
  const known = new Set(hashes);
  const expressions = patterns.flatMap((pattern) => {
    const compiled = compilePattern(pattern, false);
    return compiled.ok ? [compiled.expression] : [];
  });
  return (value) =>
    (known.size > 0 && known.has(hashOfValue(value))) || expressions.some((expression) => expression.test(value));
}

/** Values are told apart by the beginning of their hash. */
function toHit({ start, end, value }: Candidate): { start: number; end: number; entry: number } {
  return { start, end, entry: Number.parseInt(hashOfValue(value).slice(0, 12), 16) };
}
