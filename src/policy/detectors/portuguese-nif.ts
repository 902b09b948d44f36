import { weightedSum } from "./check-digits.ts";
import { defineNumber } from "./define-number.ts";
import { keywords } from "./keywords.ts";

/** Portuguese taxpayer numbers. */
export const portugueseNif = defineNumber({
  type: "portuguese-nif",
  label: "Portuguese taxpayer number (NIF)",
  rule: "Nine digits with a known first digit and the modulus 11 check digit.",
  source: "Portuguese Decree-Law 14/2013, Art. 19",
  limits: "One in eleven numbers passes the check: a keyword such as “NIF” within 300 characters is required.",
  forms: { "9": null, "3 3 3": null },
  keywords: keywords("nif", "n(ú|u)mero de contribuinte", "contribuinte", "n(ú|u)mero fiscal"),
  valid(digits) {
    const check = 11 - (weightedSum(digits, [9, 8, 7, 6, 5, 4, 3, 2]) % 11);
    return /^[1-35689]|^4[05]|^7[0-9]/.test(digits) && (check > 9 ? 0 : check) === Number(digits[8]);
  },
});
