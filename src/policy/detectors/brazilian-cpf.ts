import { isOneDigit, weightedSum } from "./check-digits.ts";
import { defineNumber } from "./define-number.ts";
import { keywords } from "./keywords.ts";

/** Brazilian taxpayer numbers of persons. */
export const brazilianCpf = defineNumber({
  type: "brazilian-cpf",
  label: "Brazilian taxpayer number (CPF)",
  rule: "Eleven digits of which the last two are check digits by modulus 11.",
  source: "Receita Federal do Brasil, Instrução Normativa RFB 1548",
  limits: "Without the form 000.000.000-00 a keyword such as “CPF” within 300 characters is required.",
  forms: { "3.3.3-2": "medium", "9-2": "low", "11": null },
  keywords: keywords("cpf", "cadastro de pessoas? f(í|i)sicas?", "contribuinte"),
  valid(digits) {
    const check = (weights: number[]) => ((weightedSum(digits, weights) * 10) % 11) % 10;
    const first = [10, 9, 8, 7, 6, 5, 4, 3, 2];
    return !isOneDigit(digits) && check(first) === Number(digits[9]) && check([11, ...first]) === Number(digits[10]);
  },
});
