import { defineCode } from "./define-code.ts";
import { spaced } from "./gap.ts";
import { keywords } from "./keywords.ts";
import { isLetterCode } from "./letter-code.ts";

const letter = "[AC-HJKMNP-RT-Y]";
const either = "[0-9AC-HJKMNP-RT-Y]";

/** Numbers of people in US Medicare. */
export const usMedicare = defineCode({
  type: "us-medicare",
  label: "US Medicare number (MBI)",
  rule: "Eleven characters, letters (without S, L, O, I, B, Z) and digits each at their place, with or without dashes as 4-3-4.",
  source: "US Centers for Medicare & Medicaid Services, “Understanding the Medicare Beneficiary Identifier format”",
  limits: "There is no check digit. Without dashes a keyword such as “Medicare” within 300 characters is required.",
  heads: [0],
  firstDigits: [1],
  goesOn: (_, next) => isLetterCode(next),
  pattern: spaced(`[1-9]${letter}${either}[0-9] ${letter}${either}[0-9] ${letter}{2}[0-9]{2}`),
  keywords: keywords("medicare", "mbi", "beneficiary", "hicn"),
  alone: (written) =>
    /^[0-9A-Z]{4}-[0-9A-Z]{3}-[0-9A-Z]{4}$/.test(written) ? "medium" : /^[0-9A-Z]+$/.test(written) ? "low" : null,
  valid: () => true,
});
