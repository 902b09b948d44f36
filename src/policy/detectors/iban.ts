import { modulo97 } from "./check-digits.ts";
import { type Candidate, defineDetector } from "./define-detector.ts";
import type { DetectorText } from "./detector-text.ts";
import { isDigitCode } from "./digit-run.ts";
import { ibanCountries, isIbanCountry } from "./iban-countries.ts";
import { keywords } from "./keywords.ts";
import { readCharacters } from "./read-characters.ts";

const words = keywords(
  "iban",
  "bank",
  "bic",
  "swift",
  "sepa",
  "account",
  "konto",
  "compte",
  "cuenta",
  "conto",
  "conta",
  "rekening",
);

/** International bank account numbers. */
export const iban = defineDetector({
  type: "iban",
  label: "International bank account number (IBAN)",
  rule: `Country, two check digits, and the length and structure of that country (${ibanCountries.size} countries); remainder 1 by ISO/IEC 7064 MOD 97-10. Blanks, dashes, dots or line breaks may stand within.`,
  source: "ISO 13616-1; SWIFT IBAN Registry; some countries of Africa and Iran by their national practice",
  limits: "In small letters it counts as medium unless a word such as “bank” is within 300 characters.",
  search: {
    by: "code",
    heads: [2, 6],
    firstDigits: [2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19],
    keywords: [words],
    needs: null,
    read,
  },
});

/** Two digits together, right after the country or one mark later. */
const checkDigits = /^[ .-]?[0-9]{2}/;

function read(text: DetectorText, start: number): Candidate | null {
  const { text: whole } = text;
  const begin =
    isDigitCode(whole.charCodeAt(start + 2)) || !/^IBAN$/i.test(whole.slice(start, start + 4)) ? start : start + 4;
  if (!isIbanCountry(whole.charCodeAt(begin), whole.charCodeAt(begin + 1))) return null;
  const country = ibanCountries.get(whole.slice(begin, begin + 2).toUpperCase());
  if (country === undefined || !checkDigits.test(whole.slice(begin + 2, begin + 5))) return null;
  const found = readCharacters(whole, begin, country.length);
  if (found === null) return null;
  const value = found.characters.toUpperCase();
  if (!country.pattern.test(value) || !passesCheck(value)) return null;
  const { end } = found;
  if (text.insideAddress(begin)) return { start: begin, end, value, confidence: "low" };
  const usual = value === found.characters || text.keywordNear(begin, end, words);
  return { start: begin, end, value, confidence: usual ? "high" : "medium" };
}

/** Whether the number, with its first four characters at the end and letters as numbers, leaves 1 by 97. */
function passesCheck(value: string): boolean {
  const turned = value.slice(4) + value.slice(0, 4);
  return modulo97(turned.replace(/[A-Z]/g, (letter) => String(letter.charCodeAt(0) - 55))) === 1;
}
