import type { Confidence } from "../types.ts";
import type { About, Detector, FormSearch } from "./define-detector.ts";
import { KEYWORD_DISTANCE } from "./detector-text.ts";
import type { Keywords } from "./keywords.ts";

type NumberRule = About &
  Pick<FormSearch, "forms"> & {
    readonly keywords: Keywords;
    /** How far a keyword may stand; less where the form is a common one. */
    readonly reach?: number;
    /** Whether the digits obey the rule. */
    valid(digits: string): boolean;
  };

/** Declares a detector of numbers: a rule for the digits, usual forms and keywords. */
export function defineNumber(rule: NumberRule): Detector {
  const { forms, keywords, reach = KEYWORD_DISTANCE, valid, ...about } = rule;
  const judge: FormSearch["judge"] = (window, alone): Confidence | null => {
    if (!valid(window.digits)) return null;
    const { start, end, text, isPiece } = window;
    const near = text.keywordNear(start, end, keywords, reach);
    if (isPiece) return near && alone !== undefined ? "low" : null;
    if (alone === undefined) return near ? "medium" : null;
    if (!near && (alone === null || alone === "low")) return alone;
    const otherwise = text.labelledOtherwise(start);
    const apart = window.standsAlone && !otherwise;
    if (!near) return apart ? alone : "low";
    const labelled = text.labelled(start, end, keywords);
    if (otherwise && !labelled) return "low";
    return apart && (alone === "medium" || alone === "high" || labelled) ? "high" : "medium";
  };
  return { ...about, search: { by: "form", forms, keywords: [keywords], judge } };
}
