import { weightedSum } from "./check-digits.ts";
import { defineNumber } from "./define-number.ts";
import { keywords } from "./keywords.ts";

/** Turkish identity numbers. */
export const turkishId = defineNumber({
  type: "turkish-id",
  label: "Turkish identity number",
  rule: "Eleven digits, the first not 0, with two check digits.",
  source: "Turkish General Directorate of Population and Citizenship Affairs (MERNIS)",
  limits: "A keyword such as “T.C. Kimlik” within 300 characters is required.",
  forms: { "11": "low" },
  keywords: keywords("kimlik", "tckn", "t.?c.? ?(kimlik|no)", "turkish id(entity)?"),
  valid(digits) {
    if (digits[0] === "0") return false;
    const tenth = ((weightedSum(digits, [7, -1, 7, -1, 7, -1, 7, -1, 7]) % 10) + 10) % 10 === Number(digits[9]);
    return tenth && weightedSum(digits, [1, 1, 1, 1, 1, 1, 1, 1, 1, 1]) % 10 === Number(digits[10]);
  },
});
