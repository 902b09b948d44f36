import type { Confidence } from "../types.ts";
import type { About, Candidate, CodeSearch, Detector } from "./define-detector.ts";
import { type DetectorText, KEYWORD_DISTANCE } from "./detector-text.ts";
import type { Keywords } from "./keywords.ts";

type CodeRule = About &
  Pick<CodeSearch, "heads" | "firstDigits" | "goesOn"> & {
    /** A sticky pattern for the whole code as it is written. */
    readonly pattern: RegExp;
    readonly keywords: Keywords;
    /** How far a keyword may stand; less where the form is a common one. */
    readonly reach?: number;
    /** Confidence without a keyword, by the way it is written; left out: a keyword is required. */
    alone?(written: string): Confidence | null;
    /** Whether the code, in capitals without separators, obeys the rule. */
    valid(code: string): boolean;
  };

/** Declares a detector of codes of letters and digits: a pattern, a rule and keywords. */
export function defineCode(rule: CodeRule): Detector {
  const { heads, firstDigits, goesOn, pattern, keywords, reach = KEYWORD_DISTANCE, alone, valid, ...about } = rule;
  const read = (text: DetectorText, start: number): Candidate | null => {
    pattern.lastIndex = start;
    const written = pattern.exec(text.text)?.[0];
    if (written === undefined || isPiece(text.text, start + written.length)) return null;
    const end = start + written.length;
    const unaided = alone === undefined ? null : alone(written);
    const near = text.keywordNear(start, end, keywords, reach);
    if (!near && unaided === null) return null;
    const value = written.replace(/[^A-Za-z0-9]/g, "").toUpperCase();
    if (!valid(value)) return null;
    const apart = standsAlone(text, start, end);
    if (!near) return { start, end, value, confidence: apart ? (unaided ?? "low") : "low" };
    const sure = apart && (unaided === "medium" || unaided === "high" || text.labelled(start, end, keywords));
    return { start, end, value, confidence: sure ? "high" : "medium" };
  };
  const needs = alone === undefined ? keywords : null;
  return { ...about, search: { by: "code", heads, firstDigits, goesOn, keywords: [keywords], needs, read } };
}

/** Whether a letter or digit follows directly: the code is a piece of something longer. */
function isPiece(text: string, end: number): boolean {
  return /^(?:[\p{L}\p{N}_]|\.[0-9])/u.test(text.slice(end, end + 2));
}

/** Whether nothing is joined to the code by a dash, slash or the like, and the text calls it nothing else. */
function standsAlone(text: DetectorText, start: number, end: number): boolean {
  const before = text.text.slice(Math.max(0, start - 3), start);
  if (/[\p{L}\p{N}][-/._=+]$/u.test(before) || /^[-/_+=][\p{L}\p{N}]/u.test(text.text.slice(end, end + 3)))
    return false;
  return !text.insideAddress(start) && !text.labelledOtherwise(start);
}
