import { defineNumber } from "./define-number.ts";
import { keywords } from "./keywords.ts";

/** Numbers that were printed in advertising and never issued to anybody. */
const advertised = new Set(["078051120", "219099999", "457555462"]);

/** Words for a Social Security number; "social" alone is mostly about media. */
export const ssnWords = keywords(
  "ssns?",
  "ss ?(#|no.?|number)",
  "social ?security",
  "soc.? ?sec.?",
  "social sec",
  "socials? ?(#|:|is|no|number)",
  "tax ?payer ?(id|identification|number)",
  "tax ?(id|identification)",
  "tin ?(#|:|no|number)",
  "=TIN",
  "seguro social",
);

/** US Social Security numbers by the rules of area, group and serial. */
export const usSsn = defineNumber({
  type: "us-ssn",
  label: "US Social Security number",
  rule: "Nine digits as 3-2-4; area not 000, 666 or 900–999, group not 00, serial not 0000; numbers from advertising are excepted.",
  source: "US Social Security Administration, POMS RM 10201 (randomization of 2011)",
  limits:
    "There is no check digit. Without dashes or blanks, or with other separators, a keyword such as “SSN” within 300 characters is required.",
  forms: { "3-2-4": "medium", "3 2 4": "medium", "3.2.4": "medium", "3/2/4": "low", "9": "low" },
  keywords: ssnWords,
  valid(digits) {
    const area = digits.slice(0, 3);
    if (area === "000" || area === "666" || area >= "900" || advertised.has(digits)) return false;
    return digits.slice(3, 5) !== "00" && digits.slice(5) !== "0000" && !/^(\d)\1+$/.test(digits);
  },
});
