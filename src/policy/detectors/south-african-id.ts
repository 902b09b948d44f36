import { isYearMonthDay } from "./check-digits.ts";
import { defineNumber } from "./define-number.ts";
import { keywords } from "./keywords.ts";
import { passesLuhn } from "./luhn.ts";

/** South African identity numbers. */
export const southAfricanId = defineNumber({
  type: "south-african-id",
  label: "South African identity number",
  rule: "Thirteen digits: date of birth, serial, citizenship (0, 1 or 2) and the Luhn check digit.",
  source: "South African Identification Act 68 of 1997, Department of Home Affairs",
  limits: "A keyword such as “ID number” within 300 characters is required.",
  forms: { "13": "low", "6 4 3": "low", "6 4 2 1": "low" },
  keywords: keywords("(sa |rsa )?id ?(no|number|#)", "identity (no|number)", "south african id"),
  valid: (digits) => isYearMonthDay(digits) && /^.{10}[012]/.test(digits) && passesLuhn(digits),
});
