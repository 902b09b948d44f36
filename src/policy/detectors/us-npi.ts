import { defineNumber } from "./define-number.ts";
import { keywords } from "./keywords.ts";
import { passesLuhn } from "./luhn.ts";

/** US national provider identifiers. */
export const usNpi = defineNumber({
  type: "us-npi",
  label: "US health provider number (NPI)",
  rule: "Ten digits that start with 1 or 2; with 80840 before them they pass the Luhn check.",
  source:
    "US Centers for Medicare & Medicaid Services, “Requirements for National Provider Identifier and NPI check digit”",
  limits:
    "The form is that of telephone numbers: a keyword such as “NPI” or “provider number” within 150 characters is required.",
  forms: { "10": null },
  reach: 150,
  keywords: keywords(
    "npis?",
    "national provider",
    "(rendering|billing|referring|ordering|attending|servicing) provider",
    "provider ?(id|identifier|no|number|#)",
    "nppes",
  ),
  valid: (digits) => (digits[0] === "1" || digits[0] === "2") && passesLuhn(`80840${digits}`),
});
