import { weightedSum } from "./check-digits.ts";
import { defineNumber } from "./define-number.ts";
import { keywords } from "./keywords.ts";

/** US bank routing numbers. */
export const abaRouting = defineNumber({
  type: "aba-routing",
  label: "US bank routing number (ABA)",
  rule: "Nine digits that start with 00–12, 21–32, 61–72 or 80, with the check digit of weights 3-7-1.",
  source: "American Bankers Association, routing number policy; Federal Reserve E-Payments directory",
  limits:
    "One in ten numbers passes the check: a keyword such as “routing” or “ABA” within 300 characters is required.",
  forms: { "9": null, "4-4-1": null, "4 4 1": null },
  keywords: keywords(
    "(bank )?routing",
    "=ABA",
    "=ACH",
    "rtn",
    "aba ?(#|no|number|routing)",
    "transit (no|number)",
    "wire (transfer|instructions?|details)",
    "fed ?wire",
  ),
  valid(digits) {
    const prefix = Number(digits.slice(0, 2));
    const known = prefix <= 12 || (prefix >= 21 && prefix <= 32) || (prefix >= 61 && prefix <= 72) || prefix === 80;
    return known && digits !== "000000000" && weightedSum(digits, [3, 7, 1, 3, 7, 1, 3, 7, 1]) % 10 === 0;
  },
});
