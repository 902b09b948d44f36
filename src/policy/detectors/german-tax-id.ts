import { passesModulo11And10 } from "./check-digits.ts";
import { defineNumber } from "./define-number.ts";
import { keywords } from "./keywords.ts";

/** German tax identification numbers of persons. */
export const germanTaxId = defineNumber({
  type: "german-tax-id",
  label: "German tax identification number",
  rule: "Eleven digits, the first not 0; of the first ten exactly one digit occurs twice or three times; ISO/IEC 7064 MOD 11,10.",
  source: "Bundeszentralamt für Steuern, “Steuerliche Identifikationsnummer”, § 139b AO",
  limits: "A keyword such as “Steuer-ID” within 300 characters is required.",
  forms: { "2 3 3 3": "low", "11": null },
  keywords: keywords(
    "steuer-?(liche )?(id|idnr|identifikations ?-?(nr|nummer))",
    "steuerliche identifikationsnummer",
    "id-?nr",
    "identifikationsnummer",
    "tax (id|identification)",
    "=TIN",
  ),
  valid(digits) {
    if (digits[0] === "0" || !passesModulo11And10(digits)) return false;
    const counts = new Map<string, number>();
    for (const digit of digits.slice(0, 10)) counts.set(digit, (counts.get(digit) ?? 0) + 1);
    const repeated = [...counts.values()].filter((count) => count > 1);
    return repeated.length === 1 && (repeated[0] as number) <= 3;
  },
});
