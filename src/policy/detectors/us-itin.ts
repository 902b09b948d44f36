import { defineNumber } from "./define-number.ts";
import { keywords } from "./keywords.ts";

/** US individual taxpayer numbers. */
export const usItin = defineNumber({
  type: "us-itin",
  label: "US taxpayer number (ITIN)",
  rule: "Nine digits as 3-2-4 that start with 9; the middle two are 50–65, 70–88, 90–92 or 94–99.",
  source: "US Internal Revenue Service, Publication 4757 and IRM 3.21.263",
  limits: "There is no check digit. Nine digits without separators count only with a keyword such as “ITIN”.",
  forms: { "3-2-4": "medium", "3 2 4": "medium", "3.2.4": "low", "9": null },
  keywords: keywords(
    "itins?",
    "individual tax ?payer",
    "tax ?payer ?(id|identification|number)",
    "tax ?(id|identification)",
    "=TIN",
    "form w-?7",
  ),
  valid(digits) {
    const group = Number(digits.slice(3, 5));
    if (digits[0] !== "9" || group < 50 || group === 89 || group === 93) return false;
    return group <= 65 || group >= 70;
  },
});
