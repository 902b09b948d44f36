import { isDayMonthYear } from "./check-digits.ts";
import { defineNumber } from "./define-number.ts";
import { keywords } from "./keywords.ts";

/** Danish personal numbers. */
export const danishCpr = defineNumber({
  type: "danish-cpr",
  label: "Danish personal number (CPR)",
  rule: "Ten digits that start with a date of birth as day, month, year.",
  source: "Danish CPR office, “Personnummeret i CPR”",
  limits: "Since 2007 there is no check digit: a keyword such as “CPR” within 150 characters is required.",
  forms: { "6-4": null, "6 4": null, "10": null },
  reach: 150,
  keywords: keywords("cpr(-?(nr|nummer))?", "personnummer", "civil registration number"),
  valid: isDayMonthYear,
});
