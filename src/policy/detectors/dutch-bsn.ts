import { isOneDigit, weightedSum } from "./check-digits.ts";
import { defineNumber } from "./define-number.ts";
import { keywords } from "./keywords.ts";

/** Dutch citizen service numbers. */
export const dutchBsn = defineNumber({
  type: "dutch-bsn",
  label: "Dutch citizen service number (BSN)",
  rule: "Nine digits that pass the eleven test.",
  source: "Rijksdienst voor Identiteitsgegevens, Logisch Ontwerp BSN",
  limits: "One in eleven numbers passes the check: a keyword such as “BSN” within 300 characters is required.",
  forms: { "4.2.3": "low", "9": null, "3 3 3": null, "4 2 3": null },
  keywords: keywords("bsn", "burger ?service ?(nr|nummer)", "sofi-?(nr|nummer)", "citizen service number"),
  valid: (digits) => !isOneDigit(digits) && weightedSum(digits, [9, 8, 7, 6, 5, 4, 3, 2, -1]) % 11 === 0,
});
