import { defineCode } from "./define-code.ts";
import { keywords } from "./keywords.ts";
import { isLetterCode } from "./letter-code.ts";

const POINT = 46;
const DASH = 45;
const BLANK = 32;

/** Spanish identity numbers of citizens (DNI) and foreigners (NIE). */
export const spanishDni = defineCode({
  type: "spanish-dni",
  label: "Spanish identity number (DNI, NIE)",
  rule: "Eight digits, or X, Y or Z and seven digits, and the check letter.",
  source: "Spanish Ministry of the Interior, “Cálculo del dígito de control del NIF/NIE”",
  limits: "Without dots or a dash a keyword such as “DNI” within 300 characters is required.",
  heads: [0, 1],
  firstDigits: [1, 2, 7, 8],
  goesOn: (digits, next) => (digits <= 2 ? next === POINT : next === BLANK || next === DASH || isLetterCode(next)),
  pattern: /(?:[XYZ][ -]?[0-9]{7}|[0-9]{8}|[XYZ]?-?[0-9]{1,2}\.[0-9]{3}\.[0-9]{3})[ -]?[A-HJ-NP-TV-Z]/iy,
  keywords: keywords("dni", "d.n.i.", "=NIE", "n.i.e.", "nif", "documento nacional", "identidad"),
  alone: (written) =>
    /^[XYZ0-9.-]+-[A-Z]$/.test(written) ? "medium" : /^[XYZ]?[0-9]+[A-Z]$/.test(written) ? "low" : null,
  valid(code) {
    const digits = code.slice(0, -1).replace("X", "0").replace("Y", "1").replace("Z", "2");
    return digits.length === 8 && "TRWAGMYFPDXBNJZSQVHLCKE"[Number(digits) % 23] === code.at(-1);
  },
});
