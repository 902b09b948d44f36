import { isOneDigit, weightedSum } from "./check-digits.ts";
import { defineCode } from "./define-code.ts";
import { keywords } from "./keywords.ts";
import { isLetterCode } from "./letter-code.ts";

const root = [5, 4, 3, 2, 9, 8, 7, 6, 5, 4, 3, 2];

const POINT = 46;

/** Brazilian company numbers, with letters since July 2026. */
export const brazilianCnpj = defineCode({
  type: "brazilian-cnpj",
  label: "Brazilian company number (CNPJ)",
  rule: "Twelve digits or capital letters and two check digits by modulus 11 of their codes.",
  source: "Receita Federal do Brasil, Instrução Normativa RFB 2119 and 2229 (letters)",
  limits:
    "Without the form 00.000.000/0000-00 a keyword such as “CNPJ” within 300 characters is required. Numbers without a digit among the first two characters are not found.",
  heads: [0, 1],
  firstDigits: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 14],
  goesOn: (digits, next) => digits >= 12 || next === POINT || isLetterCode(next),
  pattern: /[0-9A-Z]{2}(?:\.[0-9A-Z]{3}\.[0-9A-Z]{3}\/[0-9A-Z]{4}-|[0-9A-Z]{10})[0-9]{2}/iy,
  keywords: keywords("cnpj", "cadastro nacional"),
  alone: (written) => (written.includes("/") ? "medium" : null),
  valid(code) {
    const check = (weights: number[]) => {
      const rest = weightedSum(code, weights) % 11;
      return rest < 2 ? 0 : 11 - rest;
    };
    return !isOneDigit(code) && check(root) === Number(code[12]) && check([6, ...root]) === Number(code[13]);
  },
});
