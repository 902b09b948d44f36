import { defineNumber } from "./define-number.ts";
import { keywords } from "./keywords.ts";
import { passesVerhoeff } from "./verhoeff.ts";

/** Indian Aadhaar numbers. */
export const indiaAadhaar = defineNumber({
  type: "india-aadhaar",
  label: "Indian Aadhaar number",
  rule: "Twelve digits, the first 2 to 9, with Verhoeff's check.",
  source: "Unique Identification Authority of India, “UID numbering scheme”",
  limits: "One in ten numbers passes the check: a keyword such as “Aadhaar” within 300 characters is required.",
  forms: { "4 4 4": "low", "4-4-4": "low", "12": null },
  keywords: keywords("aadh?aa?r", "uidai", "=UID"),
  valid: (digits) => digits.charCodeAt(0) >= 50 && passesVerhoeff(digits),
});
