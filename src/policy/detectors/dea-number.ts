import { weightedSum } from "./check-digits.ts";
import { defineCode } from "./define-code.ts";
import { keywords } from "./keywords.ts";

/** Registration numbers of prescribers at the US Drug Enforcement Administration. */
export const deaNumber = defineCode({
  type: "dea-number",
  label: "US DEA registration number",
  rule: "A registrant letter, a letter or 9, and seven digits of which the last is the check digit.",
  source: "US Drug Enforcement Administration, Diversion Control Division, registration number check",
  limits: "One in ten codes of this form passes the check: a keyword such as “DEA” within 300 characters is required.",
  heads: [1, 2],
  firstDigits: [7, 8],
  pattern: /[ABCDEFGHJKLMPRSTUX][A-Z9][ -]?[0-9]{7}/iy,
  keywords: keywords("dea", "drug enforcement", "prescribers?", "controlled substances?", "registrants?"),
  alone: (written) => (/^[A-Z][A-Z9][0-9]/.test(written) ? "low" : null),
  valid: (code) => weightedSum(code.slice(2), [1, 2, 1, 2, 1, 2]) % 10 === Number(code.at(-1)),
});
