import { defineCode } from "./define-code.ts";
import { keywords } from "./keywords.ts";

/** Codes of diagnoses. */
export const icdCode = defineCode({
  type: "icd-code",
  label: "Diagnosis code (ICD-10)",
  rule: "A letter, two characters, a dot and one to four characters, near a word such as “ICD” or “diagnosis”.",
  source: "World Health Organization, ICD-10; US ICD-10-CM code structure",
  limits: "Codes are not looked up. Codes without a dot are not found; a keyword within 100 characters is required.",
  heads: [1],
  firstDigits: [1, 2],
  pattern: /[A-Z][0-9][0-9AB]\.[0-9A-Z]{1,4}/iy,
  reach: 100,
  keywords: keywords(
    "icd(-?(9|10|11))?(-?(cm|gm))?",
    "diagnos(i|e)s",
    "diagnosed",
    "diagnosen?",
    "diagnostic",
    "dx",
    "primary dx",
    "principal diagnosis",
  ),
  valid: () => true,
});
