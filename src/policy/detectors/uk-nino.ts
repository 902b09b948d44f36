import { defineCode } from "./define-code.ts";
import { spaced } from "./gap.ts";
import { keywords } from "./keywords.ts";

/** British National Insurance numbers. */
export const ukNino = defineCode({
  type: "uk-nino",
  label: "UK National Insurance number",
  rule: "Two letters of an assigned prefix, six digits and a letter A to D; blanks or dashes may stand between pairs.",
  source: "HM Revenue & Customs, National Insurance Manual NIM39110",
  limits:
    "There is no check digit. Without the last letter or in small letters a keyword such as “NI number” within 300 characters is required.",
  heads: [2],
  firstDigits: [2, 6],
  pattern: spaced(
    "(?!BG|GB|NK|KN|TN|NT|ZZ)[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z] [0-9]{2} [0-9]{2} [0-9]{2}(?: [A-D](?![A-Za-z0-9]))?",
  ),
  keywords: keywords("national insurance", "ni ?(no|num|number|#)", "ninos?", "n.i.", "insurance (no|number)"),
  alone: (written) => (/[A-D]$/.test(written) && /^[A-Z]{2}/.test(written) ? "medium" : null),
  valid: () => true,
});
