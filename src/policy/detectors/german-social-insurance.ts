import { isDayOfMonth, weightedSum } from "./check-digits.ts";
import { defineCode } from "./define-code.ts";
import { spaced } from "./gap.ts";
import { keywords } from "./keywords.ts";

/** German pension insurance numbers. */
export const germanSocialInsurance = defineCode({
  type: "german-social-insurance",
  label: "German social insurance number",
  rule: "Area, date of birth, a letter, serial and the check digit of the pension insurance: twelve characters.",
  source: "§ 2 VKVV; Deutsche Rentenversicherung, “Versicherungsnummer”",
  limits: "A keyword such as “Sozialversicherungsnummer” within 300 characters makes it more than low.",
  heads: [0],
  firstDigits: [2, 8],
  pattern: spaced("[0-9]{2} [0-9]{6} [A-Z] [0-9]{3}"),
  keywords: keywords(
    "(sozial|renten)?versicherungs-?(nr|nummer).?",
    "rv-?(nr|nummer).?",
    "sv-?(nr|nummer).?",
    "social (insurance|security)",
  ),
  alone: (written) => (/[A-Z]/.test(written) ? "low" : null),
  valid(code) {
    const day = Number(code.slice(2, 4));
    if (!isDayOfMonth(Number(code.slice(4, 6)), day > 50 ? day - 50 : day)) return false;
    const digits = code.slice(0, 8) + String(code.charCodeAt(8) - 64).padStart(2, "0") + code.slice(9);
    const weights = [2, 1, 2, 5, 7, 1, 2, 1, 2, 1, 2, 1];
    const products = weights.map((weight, index) => weightedSum(digits.slice(index, index + 1), [weight]));
    return (
      products.reduce((sum, product) => sum + Math.floor(product / 10) + (product % 10), 0) % 10 === Number(digits[12])
    );
  },
});
