import { isOneDigit } from "./check-digits.ts";
import { defineNumber } from "./define-number.ts";
import { keywords } from "./keywords.ts";
import { passesLuhn } from "./luhn.ts";

/** Canadian Social Insurance numbers. */
export const canadaSin = defineNumber({
  type: "canada-sin",
  label: "Canadian Social Insurance number (SIN)",
  rule: "Nine digits with the Luhn check; none starts with 8.",
  source: "Employment and Social Development Canada, Social Insurance Number code of practice",
  limits:
    "One in ten numbers passes the check: a keyword such as “SIN” within 300 characters is required. Numbers with a leading 0, used in examples only, count too.",
  forms: { "3-3-3": "low", "3 3 3": "low", "9": null },
  keywords: keywords(
    "=SIN",
    "=SINs",
    "=NAS",
    "sin ?(#|no|number|:)",
    "social insurance",
    "num(é|e)ro d('|’)assurance sociale",
    "assurance sociale",
  ),
  valid: (digits) => digits[0] !== "8" && !isOneDigit(digits) && passesLuhn(digits),
});
