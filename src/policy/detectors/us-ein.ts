import { isOneDigit } from "./check-digits.ts";
import { defineNumber } from "./define-number.ts";
import { keywords } from "./keywords.ts";

/** First two digits that were never assigned. */
const unassigned = new Set("00 07 08 09 17 18 19 28 29 49 69 70 78 79 89 96 97".split(" "));

/** US employer numbers. */
export const usEin = defineNumber({
  type: "us-ein",
  label: "US employer number (EIN)",
  rule: "Nine digits as 2-7 whose first two are an assigned prefix.",
  source: "US Internal Revenue Service, “How EINs are assigned and valid EIN prefixes”",
  limits: "There is no check digit; a keyword such as “EIN” or “federal tax ID” within 300 characters is required.",
  forms: { "2-7": "low", "2 7": null, "9": null },
  keywords: keywords(
    "=EIN",
    "=EINs",
    "=FEIN",
    "ein ?(#|:|no|number)",
    "employer('s)? (id|identification)",
    "(federal|business|company) ?(tax|employer)? ?(id|identification)",
    "federal tax",
    "tax ?(id|identification)",
    "tax ?payer ?(id|identification)",
    "form w-?9",
  ),
  valid: (digits) => !unassigned.has(digits.slice(0, 2)) && !isOneDigit(digits),
});
