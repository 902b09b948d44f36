import type { Confidence } from "../types.ts";
import { type Candidate, defineDetector } from "./define-detector.ts";
import type { DetectorText } from "./detector-text.ts";
import { keywords } from "./keywords.ts";
import { readCharacters } from "./read-characters.ts";
import { vatForms } from "./vat-forms.ts";

const words = keywords(
  "vat",
  "ust-?id(-?nr)?.?",
  "umsatzsteuer-?(id|identifikationsnummer)",
  "=UID",
  "mwst",
  "t.?v.?a.?",
  "i.?v.?a.?",
  "btw",
  "moms ?(no|nr|reg)",
  "=NIP",
  "cvr",
);

/** European VAT identification numbers. */
export const euVat = defineDetector({
  type: "eu-vat",
  label: "European VAT number",
  rule: `Country and the form of that country (${Object.keys(vatForms).join(", ")}), with the check digits where their rule is public.`,
  source: "European Commission, VIES, “VAT number formats”; national check rules",
  limits:
    "Numbers of companies are public. Without a check digit, or with separators, a word such as “VAT” within 300 characters is required. Numbers without their country are not found.",
  search: {
    by: "code",
    heads: [2, 3],
    firstDigits: [1, 2, 3, 4, 7, 8, 9, 10, 11, 12],
    keywords: [words],
    needs: null,
    read,
  },
});

function read(text: DetectorText, start: number): Candidate | null {
  const head = text.text.slice(start, start + 3).toUpperCase();
  const country = head === "CHE" ? head : head.slice(0, 2);
  const form = vatForms[country];
  if (form === undefined) return null;
  for (const length of form.lengths) {
    const found = readCharacters(text.text, start, country.length + length);
    const value = found?.characters.toUpperCase() ?? "";
    if (found === null || /^[A-Za-z0-9]/.test(text.text.charAt(found.end))) continue;
    if (!form.valid(value.slice(country.length))) continue;
    const { end } = found;
    const compact = value === text.text.slice(start, end);
    const confidence = rate(text, start, end, compact && form.checked);
    return confidence === null ? null : { start, end, value, confidence };
  }
  return null;
}

function rate(text: DetectorText, start: number, end: number, sure: boolean): Confidence | null {
  const near = text.keywordNear(start, end, words);
  if (!sure) return near ? "medium" : null;
  return near ? "high" : text.insideAddress(start) || text.labelledOtherwise(start) ? "low" : "medium";
}
