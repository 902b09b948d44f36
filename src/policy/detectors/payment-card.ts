import type { Confidence } from "../types.ts";
import { cardLengths, issuerFit, issuerNames } from "./card-issuers.ts";
import { type Candidate, defineDetector } from "./define-detector.ts";
import { type DigitRun, digitRuns } from "./digit-runs.ts";
import { insideAddress, keywordNear } from "./keyword-near.ts";
import { passesLuhn } from "./luhn.ts";

const keywords =
  /\b(?:cards?|credit|debit|visa|master ?card|amex|american express|discover|diners|jcb|union ?pay|maestro|cvv2?|cvc2?|cvn|pan|expir(?:y|es|ation)|exp\.? ?date|valid thru|cardholder|kreditkarten?(?:nummer)?|kartennummer|carte (?:bancaire|de cr[ée]dit)|tarjeta|carta di credito|cart[ãa]o)\b/i;

/** Groupings in which card numbers are written. */
const usualShapes = new Set([
  "4-4-4-4",
  "4-6-5",
  "4-6-4",
  "4-4-4-4-3",
  "4-4-4-4-2",
  "4-4-4-4-1",
  "6-10",
  "6-13",
  "4-4-4-3",
  "4-4-4-1",
  "8-8",
  "4-4-5",
]);

/** Payment card numbers: a known issuer's range and length, and the Luhn check. */
export const paymentCard = defineDetector({
  type: "payment-card",
  label: "Payment card number",
  rule: `12 to 19 digits in a known issuer's range and length, Luhn check; blanks, dashes, dots or line breaks may stand between groups. Issuers: ${issuerNames.join(", ")}.`,
  source: "ISO/IEC 7812-1; ranges as the networks publish them",
  limits:
    "Unusual groupings, rare ranges and numbers inside web addresses count only with a word such as “card” within 300 characters.",
  *find(text) {
    for (const run of digitRuns(text)) yield* findInRun(text, run);
  },
});

function* findInRun(text: string, run: DigitRun): Generator<Candidate> {
  const { groups } = run;
  let from = 0;
  while (from < groups.length) {
    const found = longestAt(text, run, from);
    if (found === null) from += 1;
    else {
      yield found.candidate;
      from = found.next;
    }
  }
}

function longestAt(text: string, run: DigitRun, from: number): { candidate: Candidate; next: number } | null {
  let best: { candidate: Candidate; next: number } | null = null;
  let digits = "";
  for (let to = from; to < run.groups.length; to += 1) {
    const { start, end } = run.groups[to] as { start: number; end: number };
    if (end - start > cardLengths.longest || digits.length + end - start > cardLengths.longest) break;
    digits += text.slice(start, end);
    if (digits.length < cardLengths.shortest) continue;
    const confidence = judge(text, run, from, to, digits);
    if (confidence === null || (best !== null && rank[best.candidate.confidence] > rank[confidence])) continue;
    const first = run.groups[from] as { start: number };
    best = { candidate: { start: first.start, end, value: digits, confidence }, next: to + 1 };
  }
  return best;
}

const rank: Readonly<Record<Confidence, number>> = { low: 0, medium: 1, high: 2 };

function judge(text: string, run: DigitRun, from: number, to: number, digits: string): Confidence | null {
  const fit = issuerFit(digits);
  if (fit === null || !passesLuhn(digits) || /^(\d)\1+$/.test(digits)) return null;
  const start = (run.groups[from] as { start: number }).start;
  const end = (run.groups[to] as { end: number }).end;
  const near = keywordNear(text, start, end, keywords);
  const usual =
    fit === "usual" && isUsualForm(run, from, to) && !insideAddress(text, start) && !touchesWord(text, start, end);
  if (usual) return near ? "high" : "medium";
  return near ? "medium" : "low";
}

function isUsualForm(run: DigitRun, from: number, to: number): boolean {
  if (from === to) return true;
  const lengths = run.groups.slice(from, to + 1).map(({ start, end }) => end - start);
  const separators = run.separators.slice(from, to);
  if (usualShapes.has(lengths.join("-"))) return true;
  const marks = new Set(separators.filter((separator) => separator !== "\n"));
  const wraps = separators.length - separators.filter((separator) => separator !== "\n").length;
  if (marks.size === 0 && wraps === 1) return true;
  if (wraps === 1 && marks.size === 1) return usualShapes.has(joinWrapped(lengths, separators).join("-"));
  return (
    marks.size <= 1 &&
    lengths.slice(0, -1).every((length) => length === lengths[0]) &&
    (lengths.at(-1) as number) <= (lengths[0] as number)
  );
}

/** Group lengths when a line end falls inside a group. */
function joinWrapped(lengths: readonly number[], separators: readonly string[]): number[] {
  const joined = [lengths[0] as number];
  for (const [index, separator] of separators.entries()) {
    const length = lengths[index + 1] as number;
    if (separator === "\n") joined.push((joined.pop() as number) + length);
    else joined.push(length);
  }
  return joined;
}

function touchesWord(text: string, start: number, end: number): boolean {
  return (
    /[\p{L}_=&%#]$/u.test(text.slice(Math.max(0, start - 1), start)) || /^[\p{L}_]/u.test(text.slice(end, end + 1))
  );
}
