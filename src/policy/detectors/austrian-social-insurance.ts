import { isDayMonthYear, weightedSum } from "./check-digits.ts";
import { defineNumber } from "./define-number.ts";
import { keywords } from "./keywords.ts";

/** Austrian social insurance numbers. */
export const austrianSocialInsurance = defineNumber({
  type: "austrian-social-insurance",
  label: "Austrian social insurance number",
  rule: "Ten digits: serial, check digit by modulus 11 and date of birth.",
  source: "Dachverband der Sozialversicherungsträger, “Aufbau der Versicherungsnummer”",
  limits: "A keyword such as “SVNR” within 300 characters is required.",
  forms: { "4 6": "low", "10": null, "4-6": "low" },
  keywords: keywords("svnr", "sv-?(nr|nummer).?", "(sozial)?versicherungs-?(nr|nummer).?"),
  valid: (digits) =>
    digits[0] !== "0" &&
    isDayMonthYear(digits.slice(4)) &&
    weightedSum(digits, [3, 7, 9, 0, 5, 8, 4, 2, 1, 6]) % 11 === Number(digits[3]),
});
