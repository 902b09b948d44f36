import { defineCode } from "./define-code.ts";
import { keywords } from "./keywords.ts";

/** Indian permanent account numbers. */
export const indiaPan = defineCode({
  type: "india-pan",
  label: "Indian permanent account number (PAN)",
  rule: "Five letters of which the fourth is a kind of holder, four digits and a letter.",
  source: "Income Tax Department of India, Rule 114",
  limits: "The check letter's rule is not public: a keyword such as “PAN” within 300 characters is required.",
  heads: [5],
  firstDigits: [4],
  pattern: /[A-Z]{3}[ABCFGHJLPT][A-Z][0-9]{4}[A-Z]/iy,
  keywords: keywords("=PAN", "pan ?(no|number|card|:)", "permanent account", "income ?tax"),
  alone: (written) => (/^[A-Z]{5}/.test(written) ? "low" : null),
  valid: (code) => code.slice(5, 9) !== "0000",
});
