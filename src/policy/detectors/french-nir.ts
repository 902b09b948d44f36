import { modulo97 } from "./check-digits.ts";
import { defineCode } from "./define-code.ts";
import { spaced } from "./gap.ts";
import { keywords } from "./keywords.ts";

/** French social security numbers. */
export const frenchNir = defineCode({
  type: "french-nir",
  label: "French social security number (NIR)",
  rule: "Sex, year, month, department (2A and 2B too), commune, serial and a key that makes 97 with the rest: fifteen characters.",
  source: "INSEE, “Numéro de sécurité sociale / NIR”",
  limits: "Numbers without their key (thirteen digits) are not found.",
  heads: [0],
  firstDigits: [1, 6, 13, 15],
  pattern: spaced(
    "[123478] [0-9]{2} (?:0[1-9]|1[0-2]|[2-3][0-9]|4[0-2]|[5-9][0-9]) (?:[0-9]{2}|2[AB]) [0-9]{3} [0-9]{3} [0-9]{2}",
  ),
  keywords: keywords(
    "s(é|e)curit(é|e) sociale",
    "num(é|e)ro de s(é|e)cu",
    "=NIR",
    "=NSS",
    "=INSEE",
    "num(é|e)ro insee",
    "n(°|o) ?ss",
    "carte vitale",
  ),
  alone: () => "medium",
  valid(code) {
    const corsica = code[5] === "2" && code[6] === "A" ? "19" : code[6] === "B" ? "18" : code.slice(5, 7);
    return 97 - modulo97(code.slice(0, 5) + corsica + code.slice(7, 13)) === Number(code.slice(13));
  },
});
