import { weightedSum } from "./check-digits.ts";
import { defineCode } from "./define-code.ts";
import { keywords } from "./keywords.ts";

/** Irish personal public service numbers. */
export const irishPps = defineCode({
  type: "irish-pps",
  label: "Irish PPS number",
  rule: "Seven digits, a check letter by modulus 23 and, since 2013, a second letter.",
  source: "Irish Department of Social Protection, “PPS number format”",
  limits: "A keyword such as “PPS number” within 300 characters is required.",
  heads: [0],
  firstDigits: [7],
  pattern: /[0-9]{7}[ -]?[A-W][ABHWTX]?/iy,
  keywords: keywords("pps( ?(no|number|#))?", "ppsn", "personal public service"),
  valid(code) {
    const second = code.length === 9 && code[8] !== "W" ? code.charCodeAt(8) - 64 : 0;
    const sum = weightedSum(code, [8, 7, 6, 5, 4, 3, 2]) + 9 * second;
    return "WABCDEFGHIJKLMNOPQRSTUV"[sum % 23] === code[7];
  },
});
