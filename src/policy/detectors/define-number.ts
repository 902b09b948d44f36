import type { Confidence } from "../types.ts";
import type { About, Detector } from "./define-detector.ts";
import { KEYWORD_DISTANCE } from "./detector-text.ts";
import type { Keywords } from "./keywords.ts";
import type { NumberWindow } from "./number-window.ts";

type NumberRule = About & {
  /** Usual ways of writing ("3-2-4", "9"), each with the confidence it has without a keyword (null: none). */
  readonly forms: Readonly<Record<string, Confidence | null>>;
  readonly keywords: Keywords;
  /** How far a keyword may stand; less where the form is a common one. */
  readonly reach?: number;
  /** Whether the digits obey the rule. */
  valid(digits: string): boolean;
};

/** Declares a detector of numbers: a rule for the digits, usual forms and keywords. */
export function defineNumber(rule: NumberRule): Detector {
  const { forms, keywords, reach = KEYWORD_DISTANCE, valid, ...about } = rule;
  const lengths = [...new Set(Object.keys(forms).map(countDigits))];
  const judge = (window: NumberWindow): Confidence | null => {
    if (!valid(window.digits)) return null;
    const form = window.forms.find((one) => one in forms);
    if (form === undefined && !window.hasOneMark) return null;
    const { start, end, text, isPiece } = window;
    const near = text.keywordNear(start, end, keywords, reach);
    if (isPiece) return near && form !== undefined ? "low" : null;
    if (form === undefined) return near ? "medium" : null;
    const alone = forms[form] ?? null;
    const apart = window.standsAlone && !text.labelledOtherwise(start);
    if (!near) return apart ? alone : alone && "low";
    return apart && (alone === "medium" || alone === "high" || text.labelled(start, end, keywords)) ? "high" : "medium";
  };
  return { ...about, search: { by: "number", lengths, judge } };
}

function countDigits(form: string): number {
  return (form.match(/[0-9]+/g) ?? []).reduce((sum, length) => sum + Number(length), 0);
}
