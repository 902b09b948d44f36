import { isDayOfMonth } from "./check-digits.ts";
import { defineNumber } from "./define-number.ts";
import { keywords } from "./keywords.ts";

/** Belgian national register numbers. */
export const belgianNationalNumber = defineNumber({
  type: "belgian-national-number",
  label: "Belgian national register number",
  rule: "Eleven digits: date of birth, serial and a check number that makes 97 with the rest (with 2 before it since 2000).",
  source: "Belgian Royal Decree of 3 April 1984 on the identification number of the National Register",
  limits: "Without the form 00.00.00-000.00 a keyword such as “numéro national” within 300 characters is required.",
  forms: { "2.2.2-3.2": "medium", "6-3-2": "low", "11": null },
  keywords: keywords(
    "rijksregister(nummer)?",
    "registre national",
    "num(é|e)ro (de registre )?national",
    "national (register )?number",
    "niss",
    "insz",
    "nrn",
  ),
  valid(digits) {
    const month = Number(digits.slice(2, 4)) % 20;
    const day = Number(digits.slice(4, 6));
    if (!(month === 0 || day === 0 || isDayOfMonth(month, day))) return false;
    const check = Number(digits.slice(9));
    const body = Number(digits.slice(0, 9));
    return check === 97 - (body % 97) || check === 97 - ((2_000_000_000 + body) % 97);
  },
});
