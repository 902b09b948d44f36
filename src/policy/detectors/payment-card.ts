import type { Confidence } from "../types.ts";
import { isAmongOthers } from "./among-others.ts";
import { cardLengths, issuerFit, issuerLengths, issuerNames } from "./card-issuers.ts";
import { defineDetector } from "./define-detector.ts";
import { keywords } from "./keywords.ts";
import { passesLuhn } from "./luhn.ts";
import type { NumberWindow } from "./number-window.ts";

const words = keywords(
  "cards?",
  "(credit|debit|bank|charge|corporate|prepaid) ?cards?",
  "visa",
  "master ?card",
  "amex",
  "american express",
  "diners",
  "jcb",
  "union ?pay",
  "maestro",
  "cvv2?",
  "cvc2?",
  "cvn",
  "cc ?(no|num|number|#)",
  "ccnum",
  "valid (thru|through|until)",
  "exp(iry|iration)?.? ?dates?",
  "exp:",
  "expiry",
  "card ?holder",
  "card ?(no|number|num|nr)",
  "kredit ?karten?( ?nummer)?",
  "karten ?(nummer|nr)",
  "carte (bancaire|bleue|de cr(é|e)dit)",
  "num(é|e)ro de carte",
  "tarjeta( de (cr(é|e)dito|d(é|e)bito))?",
  "carta di credito",
  "cart(ã|a)o( de cr(é|e)dito)?",
  "credit ?kaart",
  "kaartnummer",
);

/** Lengths of groups in which card numbers are written, besides equal groups. */
const usualShapes = new Set(["4-6-5", "4-6-4", "6-10", "6-13", "4-4-5", "6-6-4", "6-4-5", "4-7-4"]);

/** Blanks, dashes and dots may change within four groups of four: nothing else is written so. */
const foursWithSoftMarks = /^4[ \t.-]4[ \t.-]4[ \t.-]4$/;

/** Payment card numbers: a known issuer's range and length, and the Luhn check. */
export const paymentCard = defineDetector({
  type: "payment-card",
  label: "Payment card number",
  rule: `12 to 19 digits in a known issuer's range and length, Luhn check; blanks, dashes, dots or line breaks may stand between groups. Issuers: ${issuerNames.join(", ")}.`,
  source: "ISO/IEC 7812-1; ranges as the networks publish them",
  limits:
    "Unusual groupings, rare ranges, numbers in web addresses or code, numbers that the text calls an order or tracking number, and numbers amid a table of others count only with a word such as “card” within 300 characters. Networks' test numbers count.",
  search: { by: "digits", lengths: cardLengths, keywords: [words], needs: null, lengthsAfter: issuerLengths, judge },
});

function judge(window: NumberWindow): Confidence | null {
  const { digits } = window;
  const fit = issuerFit(digits);
  if (fit === null || !passesLuhn(digits) || isOneDigit(digits)) return null;
  const { start, end, text } = window;
  if (isOnTrack(window)) return "high";
  if (window.isDecimal) return "low";
  const near = text.keywordNear(start, end, words);
  if (window.from === window.to && text.labelledOtherwise(start)) return "low";
  const usual = fit === "usual" && isUsualForm(window) && standsAlone(window) && !isAmongOthers(window, isCard);
  if (usual) return near ? "high" : "medium";
  return near && (window.hasOneMark || isUsualForm(window)) ? "medium" : "low";
}

/** Track 1 or 2 of a magnetic stripe: the number, then a name or the expiry date (ISO/IEC 7813). */
function isOnTrack({ text: { text }, start, end }: NumberWindow): boolean {
  const after = text.charCodeAt(end);
  if (after !== 94 && after !== 61) return false;
  const [before, following] = [text.slice(start - 2, start), text.slice(end, end + 40)];
  return (before === "%B" && /^\^[^^]{2,26}\^\d{4}/.test(following)) || /^=\d{7}/.test(following);
}

function isCard(digits: string): boolean {
  return issuerFit(digits) !== null && passesLuhn(digits);
}

function isOneDigit(digits: string): boolean {
  return digits === (digits[0] as string).repeat(digits.length);
}

/** Slash and vertical line: expiry and security code follow so, or after a blank. */
const loose = [47, 124];

function standsAlone(window: NumberWindow): boolean {
  return !window.isJoined(loose) && !window.touchesWord && !window.text.insideAddress(window.start);
}

function isUsualForm({ forms, from, to }: NumberWindow): boolean {
  if (from === to) return true;
  return forms.some((form) => {
    if (foursWithSoftMarks.test(form)) return true;
    const lengths = form.split(/[^0-9]/).map(Number);
    const marks = form.replace(/[0-9]/g, "");
    if (marks !== (marks[0] ?? "").repeat(marks.length) || (marks[0] === "\t" && lengths[0] !== 4)) return false;
    return lengths.length === 1 || usualShapes.has(lengths.join("-")) || hasEqualGroups(lengths);
  });
}

/** Groups of one usual length; the last may be shorter. */
function hasEqualGroups(lengths: readonly number[]): boolean {
  const [first = 0] = lengths;
  const last = lengths.at(-1) as number;
  return [1, 2, 4, 8].includes(first) && lengths.slice(0, -1).every((length) => length === first) && last <= first;
}
