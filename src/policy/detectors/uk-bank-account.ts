import type { Confidence } from "../types.ts";
import { defineDetector } from "./define-detector.ts";
import { keywords } from "./keywords.ts";
import type { NumberWindow } from "./number-window.ts";

const words = keywords("sort ?code", "sortcode", "s/c", "sort-code");
const account = /(?<![0-9])(?:[0-9]{8}|[0-9]{4}[ -][0-9]{4})(?![0-9])/;

/** British sort codes with account numbers. */
export const ukBankAccount = defineDetector({
  type: "uk-bank-account",
  label: "UK sort code and account number",
  rule: "Six digits, mostly as 2-2-2, named “sort code”; surer with an account number of eight digits within 80 characters.",
  source: "Pay.UK, Extended Industry Sorting Code Directory",
  limits: "There is no check here of sort codes in use (modulus tables): the words “sort code” are required.",
  search: { by: "digits", lengths: [6, 14], keywords: [words], needs: words, judge },
});

function judge(window: NumberWindow): Confidence | null {
  const { start, end, text, forms } = window;
  if (!forms.some((form) => /^(?:2([- ])2\1(?:2|2[ -/|]8)|6|6[ -/|]8)$/.test(form)) || window.touchesWord) return null;
  if (!text.labelled(start, end, words)) return null;
  const around = `${text.text.slice(Math.max(0, start - 80), start)} ${text.text.slice(end, end + 80)}`;
  return window.digits.length === 14 || account.test(around) ? "high" : "medium";
}
