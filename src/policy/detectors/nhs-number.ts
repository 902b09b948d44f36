import { isDayMonthYear, isOneDigit, weightedSum } from "./check-digits.ts";
import { defineNumber } from "./define-number.ts";
import { keywords } from "./keywords.ts";

/** Numbers of patients of the British National Health Service. */
export const nhsNumber = defineNumber({
  type: "nhs-number",
  label: "NHS number",
  rule: "Ten digits with the modulus 11 check digit, in the ranges of England and Wales, Scotland (CHI), Northern Ireland or for tests.",
  source: "NHS Data Model and Dictionary, “NHS number”; Public Health Scotland, CHI number",
  limits:
    "The form is that of telephone numbers: a keyword such as “NHS number” or “patient” within 150 characters is required.",
  forms: { "3 3 4": "low", "3-3-4": "low", "10": null },
  reach: 150,
  keywords: keywords(
    "nhs( ?(no|number|id|#))?",
    "chi ?(no|number)",
    "h ?(&|and) ?c ?(no|number)",
    "health (and care )?(service )?number",
    "patients?( ?(no|number|id))?",
  ),
  valid(digits) {
    if (isOneDigit(digits) || !inRange(digits)) return false;
    const check = 11 - (weightedSum(digits, [10, 9, 8, 7, 6, 5, 4, 3, 2]) % 11);
    return check !== 10 && (check === 11 ? 0 : check) === Number(digits[9]);
  },
});

function inRange(digits: string): boolean {
  const range = Number(digits.slice(0, 3));
  return range >= 320 && range < 500 ? true : (range >= 600 && range < 800) || range >= 900 || isDayMonthYear(digits);
}
