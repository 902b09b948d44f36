import { defineCode } from "./define-code.ts";
import { keywords } from "./keywords.ts";

/** Values at odd places of 0 to 9 and of A to Z. */
const odd = [1, 0, 5, 7, 9, 13, 15, 17, 19, 21, 2, 4, 18, 20, 11, 3, 6, 8, 12, 14, 16, 10, 22, 25, 24, 23];
const number = "[0-9LMNP-V]";

/** Italian tax codes of persons. */
export const italianCodiceFiscale = defineCode({
  type: "italian-codice-fiscale",
  label: "Italian tax code (codice fiscale)",
  rule: "Sixteen characters: name, year, month letter, day, place and the check letter; letters in the place of digits too.",
  source: "Decree of the Italian Ministry of Finance of 23 December 1976",
  limits: "Codes written with blanks, or with letters in the place of both digits of the year, are not found.",
  heads: [6],
  firstDigits: [1, 2],
  pattern: new RegExp(`[A-Z]{6}${number}{2}[ABCDEHLMPRST]${number}{2}[A-Z]${number}{3}[A-Z]`, "iy"),
  keywords: keywords("codice fiscale", "cod.? ?fisc.?", "c.?f.?", "tax code"),
  alone: () => "medium",
  valid(code) {
    let sum = 0;
    for (let index = 0; index < 15; index += 1) {
      const character = code.charCodeAt(index);
      const value = character < 65 ? character - 48 : character - 65;
      sum += index % 2 === 0 ? (odd[value] as number) : value;
    }
    return String.fromCharCode(65 + (sum % 26)) === code[15];
  },
});
