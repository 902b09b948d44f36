import { isDayOfMonth } from "./check-digits.ts";
import { defineNumber } from "./define-number.ts";
import { keywords } from "./keywords.ts";
import { passesLuhn } from "./luhn.ts";

/** Swedish personal identity and coordination numbers. */
export const swedishPersonnummer = defineNumber({
  type: "swedish-personnummer",
  label: "Swedish personal identity number",
  rule: "Date of birth (day plus 60 for coordination numbers), serial and the Luhn check digit.",
  source: "Skatteverket, SKV 704 and SKV 707",
  limits: "Dates with times look alike: a keyword such as “personnummer” within 300 characters is required.",
  forms: { "6-4": "low", "8-4": "low", "10": null, "12": null },
  keywords: keywords("person(nummer|nr)", "samordnings(nummer|nr)", "personal (identity )?number", "pnr"),
  valid(digits) {
    const short = digits.slice(-10);
    const day = Number(short.slice(4, 6));
    const century = digits.length === 10 || digits.startsWith("19") || digits.startsWith("20");
    return century && isDayOfMonth(Number(short.slice(2, 4)), day > 60 ? day - 60 : day) && passesLuhn(short);
  },
});
