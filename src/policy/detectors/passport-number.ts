import { defineCode } from "./define-code.ts";
import { keywords } from "./keywords.ts";

/** Forms by country; the German one has a check digit that is often left out. */
const forms = [
  /^[0-9]{9}$/, // United States, United Kingdom, older Canadian
  /^[A-Z][0-9]{8}$/, // United States since 2021, Mexico, China, India with a check digit
  /^[A-Z]{2}[0-9]{6}$/, // Canada, Belgium
  /^[A-Z][0-9]{6}[A-Z]{2}$/, // Canada since 2023
  /^[0-9]{2}[A-Z]{2}[0-9]{5}$/, // France
  /^[A-Z]{3}[0-9]{6}$/, // Spain
  /^[A-Z]{2}[0-9]{7}$/, // Italy, Japan, Poland, Australia
  /^[A-Z][0-9]{7}$/, // Australia, India, Switzerland
  /^[CFGHJK](?=.*[0-9].*[0-9].*[0-9])[CFGHJKLMNPRTVWXYZ0-9]{8,9}$/, // Germany
  /^[A-Z]{2}[A-Z0-9]{6}[0-9]$/, // Netherlands
  /^[0-9]{8}$/, // Sweden
];

/** Numbers of passports. */
export const passportNumber = defineCode({
  type: "passport-number",
  label: "Passport number",
  rule: "Eight to ten characters in a form of the United States, United Kingdom, Germany, France, Spain, Italy, Canada, Australia, India, Netherlands, Belgium, Switzerland, Poland, Japan, Mexico, China or Sweden, next to the word for passport.",
  source: "PRADO, Council of the European Union; issuing authorities",
  limits: "There is no check digit: a word for passport within 100 characters, or over the column, is required.",
  heads: [0, 1, 2, 3],
  firstDigits: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10],
  pattern: /[A-Z]{0,3}[0-9][A-Z0-9]{4,9}/iy,
  reach: 100,
  keywords: keywords(
    "passports?( ?(no|num|number|nr|#|id))?",
    "(reise)?pass(nummer|nr)",
    "reisep(a|ä)ss(e|es)?",
    "passeports?",
    "pasaportes?",
    "passaport(o|e)s?",
    "paspoort(nummer)?",
  ),
  valid: (code) => forms.some((form) => form.test(code)),
});
