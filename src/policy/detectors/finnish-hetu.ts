import { isDayMonthYear } from "./check-digits.ts";
import { defineCode } from "./define-code.ts";
import { keywords } from "./keywords.ts";

/** Finnish personal identity codes. */
export const finnishHetu = defineCode({
  type: "finnish-hetu",
  label: "Finnish personal identity code",
  rule: "Date of birth, sign of the century, serial and check character by modulus 31.",
  source: "Digital and Population Data Services Agency, “Personal identity code” (new signs of 2023 included)",
  limits: "None known beyond chance: one in some hundred codes of this form passes.",
  heads: [0],
  firstDigits: [6],
  pattern: /[0-3][0-9][01][0-9]{3}[-+A-FU-Y][0-9]{3}[0-9A-FHJ-NPR-Y]/iy,
  keywords: keywords("hetu", "henkil(ö|o)tunnus", "personal identity code", "personbeteckning"),
  alone: (written) => (/^[0-9]{6}[-+A-Z][0-9]{3}[0-9A-Z]$/.test(written) ? "medium" : null),
  valid: (code) =>
    isDayMonthYear(code) &&
    "0123456789ABCDEFHJKLMNPRSTUVWXY"[Number(code.slice(0, 6) + code.slice(-4, -1)) % 31] === code.at(-1),
});
