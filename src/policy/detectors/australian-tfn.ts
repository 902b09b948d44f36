import { isOneDigit, weightedSum } from "./check-digits.ts";
import { defineNumber } from "./define-number.ts";
import { keywords } from "./keywords.ts";

/** Australian tax file numbers. */
export const australianTfn = defineNumber({
  type: "australian-tfn",
  label: "Australian tax file number",
  rule: "Nine digits whose weighted sum is divisible by 11.",
  source: "Australian Taxation Office, “Is this TFN valid?”",
  limits:
    "One in eleven numbers passes the check: a keyword such as “TFN” within 300 characters is required. Old numbers of eight digits are not found.",
  forms: { "3 3 3": null, "3-3-3": null, "9": null },
  keywords: keywords("tfn", "tax file (no|number)"),
  valid: (digits) => !isOneDigit(digits) && weightedSum(digits, [1, 4, 3, 7, 5, 8, 6, 9, 10]) % 11 === 0,
});
