import { isYearMonthDay, weightedSum } from "./check-digits.ts";
import { defineCode } from "./define-code.ts";
import { keywords } from "./keywords.ts";

/** Chinese resident identity numbers. */
export const chineseResidentId = defineCode({
  type: "chinese-resident-id",
  label: "Chinese resident identity number",
  rule: "Eighteen characters: region, date of birth, serial and check character by ISO/IEC 7064 MOD 11-2.",
  source: "GB 11643-1999",
  limits: "Numbers of fifteen digits from before 1999 are not found.",
  heads: [0],
  firstDigits: [17, 18],
  pattern: /[1-9][0-9]{5}(?:19|20)[0-9]{9}[0-9X]/iy,
  keywords: keywords("resident id(entity)?", "identity card", "id ?card", "shenfenzheng"),
  alone: () => "medium",
  valid: (code) =>
    isYearMonthDay(code.slice(8, 14)) &&
    "10X98765432"[weightedSum(code, [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]) % 11] === code[17],
});
