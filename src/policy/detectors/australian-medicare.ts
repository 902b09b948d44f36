import { weightedSum } from "./check-digits.ts";
import { defineNumber } from "./define-number.ts";
import { keywords } from "./keywords.ts";

/** Australian Medicare card numbers. */
export const australianMedicare = defineNumber({
  type: "australian-medicare",
  label: "Australian Medicare number",
  rule: "Ten digits that start with 2 to 6, the ninth a check digit; an eleventh for the person may follow.",
  source: "Services Australia; METeOR identifier 270101",
  limits: "One in ten numbers passes the check: a keyword such as “Medicare” within 300 characters is required.",
  forms: { "4 5 1": "low", "4-5-1": "low", "4 5 1-1": "low", "4 5 1/1": "low", "10": null, "11": null },
  keywords: keywords("medicare", "health card"),
  valid: (digits) =>
    digits.charCodeAt(0) >= 50 &&
    digits.charCodeAt(0) <= 54 &&
    weightedSum(digits, [1, 3, 7, 9, 1, 3, 7, 9]) % 10 === Number(digits[8]) &&
    digits[9] !== "0",
});
