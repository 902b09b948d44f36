import { weightedSum } from "./check-digits.ts";
import { defineNumber } from "./define-number.ts";
import { keywords } from "./keywords.ts";

/** Swiss social security numbers. */
export const swissAhv = defineNumber({
  type: "swiss-ahv",
  label: "Swiss social security number (AHV/AVS)",
  rule: "Thirteen digits that start with 756, with the EAN-13 check digit.",
  source: "Swiss Central Compensation Office, “AHV number”",
  limits: "Numbers from before 2008 (eleven digits) are not found.",
  forms: { "3.4.4.2": "high", "3 4 4 2": "medium", "13": "medium" },
  keywords: keywords(
    "ahv",
    "avs",
    "ahv-?(nr|nummer)",
    "sozialversicherungs(nr|nummer)",
    "num(é|e)ro avs",
    "numero avs",
  ),
  valid: (digits) =>
    digits.startsWith("756") &&
    (10 - (weightedSum(digits, [1, 3, 1, 3, 1, 3, 1, 3, 1, 3, 1, 3]) % 10)) % 10 === Number(digits[12]),
});
