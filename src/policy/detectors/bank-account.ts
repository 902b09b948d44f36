import type { Confidence } from "../types.ts";
import { isOneDigit } from "./check-digits.ts";
import { defineDetector } from "./define-detector.ts";
import { keywords } from "./keywords.ts";
import type { NumberWindow } from "./number-window.ts";

/** Words that name an account number; they stand right before it. */
const labels = keywords(
  "(account|acct?.?|a/c) ?(no|num|number|nr|#)?.?",
  "konto-?(nr|nummer)?.?",
  "(n(°|o)|num(é|e)ro)? ?de compte",
  "(n(ú|u)mero de )?cuenta",
  "(numero )?conto( corrente)?",
  "(n(ú|u)mero da )?conta",
  "rekening(nummer)?",
);

/** Words without which an account may be a customer's number at any firm. */
const banking = keywords(
  "bank(s|ing)?( details| account)?",
  "routing",
  "=ABA",
  "=ACH",
  "=BIC",
  "iban",
  "sepa",
  "sort ?code",
  "swift",
  "bsb",
  "wire",
  "direct (deposit|debit)",
  "checking",
  "savings",
  "transit",
  "bankleitzahl",
  "blz",
  "(u|ue)?berweisung",
  "virement",
  "bonifico",
  "transferencia",
);

const NAME_DISTANCE = 40;

/** Bank account numbers without a check of their own. */
export const bankAccount = defineDetector({
  type: "bank-account",
  label: "Bank account number",
  rule: "Six to seventeen digits right after a word such as “account number”, with a word such as “bank” or “routing” within 300 characters.",
  source: "Federal Reserve and Nacha file formats (up to 17 digits); national account formats",
  limits: "There is no check digit; without a word for banking it counts as low.",
  search: {
    by: "digits",
    lengths: [6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17],
    keywords: [labels, banking],
    needs: labels,
    judge,
  },
});

function judge(window: NumberWindow): Confidence | null {
  const { start, end, text } = window;
  if (!text.labelled(start, end, labels)) return null;
  if (window.to - window.from > 4 || window.isPiece || window.touchesWord || isOneDigit(window.digits)) return null;
  if (!isNamed(window)) return null;
  if (isDate(window) || text.insideAddress(start) || text.labelledOtherwise(start)) return "low";
  return text.keywordNear(start, end, banking) ? "high" : "low";
}

/** Whether the last words before it, with no other number between, name an account. */
function isNamed({ start, text }: NumberWindow): boolean {
  const before = text.text.slice(Math.max(0, start - NAME_DISTANCE), start);
  const number = /[0-9]{4}(?=[^0-9]*$)/.exec(before);
  const from = number === null ? start - NAME_DISTANCE : start - before.length + number.index + 4;
  return text.keywordWithin(from, start, labels) || text.headed(start, labels);
}

/** Eight digits in a date's groups, or telephone numbers' groups. */
function isDate({ forms }: NumberWindow): boolean {
  return forms.some((form) =>
    /^(?:[12][-./ ][12][-./ ]4|4[-./ ][12][-./ ][12]|[12][-./ ][12][-./ ]2|3[-. ]3[-. ]4)$/.test(form),
  );
}
