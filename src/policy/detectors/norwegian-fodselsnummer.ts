import { isDayOfMonth, weightedSum } from "./check-digits.ts";
import { defineNumber } from "./define-number.ts";
import { keywords } from "./keywords.ts";

/** Norwegian identity numbers. */
export const norwegianFodselsnummer = defineNumber({
  type: "norwegian-fodselsnummer",
  label: "Norwegian identity number",
  rule: "Eleven digits: date of birth (day plus 40 for D-numbers), serial and two check digits by modulus 11.",
  source: "Skatteetaten, “Fødselsnummer”; Norwegian regulation on population registration",
  limits: "Numbers of the new series without the first check digit (from 2032) are not found.",
  forms: { "6 5": "medium", "11": "medium" },
  keywords: keywords("f(ø|o)dsels(nummer|nr)", "person(nummer|nr)", "d-nummer", "fnr"),
  valid(digits) {
    const day = Number(digits.slice(0, 2));
    if (!isDayOfMonth(Number(digits.slice(2, 4)) % 40, day > 40 ? day - 40 : day)) return false;
    const first = weightedSum(digits, [3, 7, 6, 1, 8, 9, 4, 5, 2, 1]) % 11;
    return first === 0 && weightedSum(digits, [5, 4, 3, 2, 7, 6, 5, 4, 3, 2, 1]) % 11 === 0;
  },
});
