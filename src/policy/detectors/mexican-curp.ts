import { isYearMonthDay } from "./check-digits.ts";
import { defineCode } from "./define-code.ts";
import { keywords } from "./keywords.ts";

const alphabet = "0123456789ABCDEFGHIJKLMN_OPQRSTUVWXYZ";

/** Mexican population registry codes. */
export const mexicanCurp = defineCode({
  type: "mexican-curp",
  label: "Mexican population code (CURP)",
  rule: "Eighteen characters: name, date of birth, sex, state, consonants, homonym and check digit.",
  source: "Secretaría de Gobernación (RENAPO), Instructivo normativo para la asignación de la CURP",
  limits: "None known beyond chance.",
  heads: [4],
  firstDigits: [6],
  pattern: /[A-Z][AEIOUX][A-Z]{2}[0-9]{6}[HMX][A-Z]{2}[B-DF-HJ-NP-TV-Z]{3}[0-9A-Z][0-9]/iy,
  keywords: keywords("curp", "clave (ú|u)nica"),
  alone: () => "medium",
  valid(code) {
    if (!isYearMonthDay(code.slice(4, 10))) return false;
    let sum = 0;
    for (let index = 0; index < 17; index += 1) sum += alphabet.indexOf(code[index] as string) * (18 - index);
    return (10 - (sum % 10)) % 10 === Number(code[17]);
  },
});
