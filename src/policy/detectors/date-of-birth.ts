import { isDayOfMonth } from "./check-digits.ts";
import { defineCode } from "./define-code.ts";
import { keywords } from "./keywords.ts";

const monthName =
  "(?:jan(?:uary|uar|vier)?|feb(?:ruary|ruar)?|f[ée]vr(?:ier)?|mar(?:ch|s|zo)?|m[äa]rz|apr(?:il)?|avril|may|mai|mayo|june?|juni|juin|july?|juli|juillet|aug(?:ust)?|ao[ûu]t|sep(?:t(?:ember)?)?|o[ck]t(?:ober)?|octobre|nov(?:ember|embre)?|de[cz](?:ember|embre)?|d[ée]c(?:embre)?)\\.?";
const year = "(?:19|20)[0-9]{2}";
const pattern = [
  `${year}[-./ ][01]?[0-9][-./ ][0-3]?[0-9]`,
  `[0-3]?[0-9][-./ ]{1,2}[0-3]?[0-9][-./ ]{1,2}(?:${year}|[0-9]{2})`,
  `[0-3]?[0-9](?:st|nd|rd|th|\\.|er)?[- ]{1,2}(?:of )?${monthName}[-, ]{1,2}${year}`,
  `${monthName}[ -][0-3]?[0-9](?:st|nd|rd|th)?[, ]{1,2}${year}`,
].join("|");

/** Dates of birth. */
export const dateOfBirth = defineCode({
  type: "date-of-birth",
  label: "Date of birth",
  rule: "A full date next to a word such as “date of birth” or “DOB”, in English, German, French, Spanish, Italian, Portuguese or Dutch.",
  source: "Ordinary forms of dates; ISO 8601",
  limits: "The word must be within 60 characters, or over the column. Dates written in words throughout are not found.",
  heads: [0, 3, 4, 5, 6, 7, 8],
  firstDigits: [1, 2, 4],
  pattern: new RegExp(`(?:${pattern})`, "iy"),
  reach: 60,
  keywords: keywords(
    "d.?o.?b.?",
    "(date|day) of birth",
    "birth ?(date|day)",
    "born( on)?",
    "geburts(datum|tag)",
    "geb(oren)?.?( am)?",
    "n(é|e)e? le",
    "date de naissance",
    "fecha de nacimiento",
    "nacid(o|a) el",
    "data di nascita",
    "nat(o|a) il",
    "data de nascimento",
    "geboortedatum",
  ),
  valid(code) {
    const groups = (code.match(/[0-9]+/g) ?? []).map(Number);
    if (/[A-Z]{3}/.test(code) || groups.length !== 1) return true;
    return isNumericDate(code);
  },
});

/** Six to eight digits as year-month-day, day-month-year or month-day-year. */
function isNumericDate(digits: string): boolean {
  if (digits.length !== 8) return digits.length >= 4;
  const pair = (at: number) => Number(digits.slice(at, at + 2));
  return isDayOfMonth(pair(4), pair(6)) || isDayOfMonth(pair(2), pair(0)) || isDayOfMonth(pair(0), pair(2));
}
