import type { Confidence } from "../types.ts";
import type { About, Candidate, CodeSearch, Detector } from "./define-detector.ts";
import { type DetectorText, KEYWORD_DISTANCE } from "./detector-text.ts";
import type { Keywords } from "./keywords.ts";

type CodeRule = About &
  Pick<CodeSearch, "heads" | "firstDigits"> & {
    /** A sticky pattern for the whole code as it is written. */
    readonly pattern: RegExp;
    readonly keywords: Keywords;
    /** How far a keyword may stand; less where the form is a common one. */
    readonly reach?: number;
    /** Confidence without a keyword, by the way it is written; null: none. */
    alone(written: string): Confidence | null;
    /** Whether the code, in capitals without separators, obeys the rule. */
    valid(code: string): boolean;
  };

/** Declares a detector of codes of letters and digits: a pattern, a rule and keywords. */
export function defineCode(rule: CodeRule): Detector {
  const { heads, firstDigits, pattern, keywords, reach, alone, valid, ...about } = rule;
  const read = (text: DetectorText, start: number): Candidate | null => {
    pattern.lastIndex = start;
    const written = pattern.exec(text.text)?.[0];
    if (written === undefined || goesOn(text.text, start + written.length)) return null;
    const value = written.replace(/[^A-Za-z0-9]/g, "").toUpperCase();
    if (!valid(value)) return null;
    const confidence = rate(text, start, start + written.length, alone(written), keywords, reach);
    return confidence === null ? null : { start, end: start + written.length, value, confidence };
  };
  return { ...about, search: { by: "code", heads, firstDigits, read } };
}

/** A form that stands without a keyword, or a keyword within reach. */
function rate(
  text: DetectorText,
  start: number,
  end: number,
  alone: Confidence | null,
  keywords: Keywords,
  reach = KEYWORD_DISTANCE,
): Confidence | null {
  const apart = !isJoined(text.text, start, end) && !text.insideAddress(start) && !text.labelledOtherwise(start);
  if (!text.keywordNear(start, end, keywords, reach)) return apart ? alone : alone && "low";
  return apart && (alone === "medium" || alone === "high" || text.labelled(start, end, keywords)) ? "high" : "medium";
}

/** Whether a letter or digit follows directly: the code is a piece of something longer. */
function goesOn(text: string, end: number): boolean {
  return /^[\p{L}\p{N}_]/u.test(text.slice(end, end + 2));
}

/** Whether a dash, slash or the like joins the code to something longer. */
function isJoined(text: string, start: number, end: number): boolean {
  return (
    /[\p{L}\p{N}][-/._=+]$/u.test(text.slice(Math.max(0, start - 3), start)) ||
    /^[-/_+=][\p{L}\p{N}]/u.test(text.slice(end, end + 3))
  );
}
