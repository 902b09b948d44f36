import { weightedSum } from "./check-digits.ts";
import { defineCode } from "./define-code.ts";
import { keywords } from "./keywords.ts";

const letters: Readonly<Record<string, string>> = {
  S: "JZIHGFEDCBA",
  T: "JZIHGFEDCBA",
  F: "XWUTRQPNMLK",
  G: "XWUTRQPNMLK",
  M: "KLJNPQRTUWX",
};

/** Singapore identity numbers of citizens and foreigners. */
export const singaporeNric = defineCode({
  type: "singapore-nric",
  label: "Singapore identity number (NRIC, FIN)",
  rule: "S, T, F, G or M, seven digits and the check letter.",
  source: "Immigration & Checkpoints Authority of Singapore; check letters as published in practice",
  limits: "A keyword such as “NRIC” within 300 characters is required.",
  heads: [1],
  firstDigits: [7],
  pattern: /[STFGM][0-9]{7}[A-Z]/iy,
  keywords: keywords("nric", "=FIN", "=IC", "fin ?(no|number|#)", "identity card", "singpass"),
  alone: (written) => (/^[A-Z].*[A-Z]$/.test(written) ? "low" : null),
  valid(code) {
    const first = code[0] as string;
    const offset = first === "T" || first === "G" ? 4 : first === "M" ? 3 : 0;
    const rest = (weightedSum(code.slice(1), [2, 7, 6, 5, 4, 3, 2]) + offset) % 11;
    return letters[first]?.[first === "M" ? 10 - rest : rest] === code[8];
  },
});
