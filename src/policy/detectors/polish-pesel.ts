import { isDayOfMonth, weightedSum } from "./check-digits.ts";
import { defineNumber } from "./define-number.ts";
import { keywords } from "./keywords.ts";

/** Polish identity numbers. */
export const polishPesel = defineNumber({
  type: "polish-pesel",
  label: "Polish identity number (PESEL)",
  rule: "Eleven digits: date of birth (the century in the month), serial and check digit.",
  source: "Polish Act on population registration of 24 September 2010, Art. 15",
  limits: "A keyword such as “PESEL” within 300 characters is required.",
  forms: { "11": null, "6 5": null },
  keywords: keywords("pesel", "numer ewidencyjny"),
  valid: (digits) =>
    isDayOfMonth(Number(digits.slice(2, 4)) % 20, Number(digits.slice(4, 6))) &&
    (10 - (weightedSum(digits, [1, 3, 7, 9, 1, 3, 7, 9, 1, 3]) % 10)) % 10 === Number(digits[10]),
});
