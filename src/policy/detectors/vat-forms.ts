import { modulo97, passesModulo11And10, weightedSum } from "./check-digits.ts";
import { passesLuhn } from "./luhn.ts";

type Form = (number: string) => boolean;

/** Digits whose last is 11 (or what is left) minus a weighted sum. */
const eleven =
  (length: number, weights: readonly number[], overflow = 0): Form =>
  (number) => {
    if (!new RegExp(`^[0-9]{${length}}$`).test(number)) return false;
    const check = 11 - (weightedSum(number, weights) % 11);
    return (check > 9 ? (check === 10 ? overflow : 0) : check) === Number(number.at(-1));
  };

const danish: Form = (number) => /^[0-9]{8}$/.test(number) && weightedSum(number, [2, 7, 6, 5, 4, 3, 2, 1]) % 11 === 0;

const polish: Form = (number) =>
  /^[0-9]{10}$/.test(number) && weightedSum(number, [6, 5, 7, 2, 3, 4, 5, 6, 7]) % 11 === Number(number[9]);

const austrian: Form = (number) => {
  if (!/^U[0-9]{8}$/.test(number)) return false;
  const products = [1, 2, 1, 2, 1, 2, 1].map((weight, index) => weight * Number(number[index + 1]));
  const sum = products.reduce((total, product) => total + Math.floor(product / 10) + (product % 10), 4);
  return (10 - (sum % 10)) % 10 === Number(number[8]);
};

const greek: Form = (number) =>
  /^[0-9]{9}$/.test(number) && (weightedSum(number, [256, 128, 64, 32, 16, 8, 4, 2]) % 11) % 10 === Number(number[8]);

const british: Form = (number) => {
  if (!/^[0-9]{9}$/.test(number)) return false;
  const sum = weightedSum(number, [8, 7, 6, 5, 4, 3, 2]) + Number(number.slice(7, 9));
  return sum % 97 === 0 || (sum + 55) % 97 === 0;
};

/** Two key characters and the company number; a key of digits is checked. */
const french: Form = (number) => {
  if (!/^[0-9A-HJ-NP-Z]{2}[0-9]{9}$/.test(number) || !passesLuhn(number.slice(2))) return false;
  return !/^[0-9]{2}/.test(number) || (12 + 3 * modulo97(number.slice(2))) % 97 === Number(number.slice(0, 2));
};

/** The part after the country: its possible lengths, its rule, and whether the rule has a check digit. */
type VatForm = { readonly lengths: readonly number[]; readonly valid: Form; readonly checked: boolean };

const checked = (length: number, valid: Form): VatForm => ({ lengths: [length], valid, checked: true });
const unchecked = (lengths: readonly number[], pattern: RegExp): VatForm => ({
  lengths,
  valid: (number) => pattern.test(number),
  checked: false,
});

/** VAT numbers by country. */
export const vatForms: Readonly<Record<string, VatForm>> = {
  AT: checked(9, austrian),
  BE: checked(
    10,
    (number) => /^[01]/.test(number) && 97 - (Number(number.slice(0, 8)) % 97) === Number(number.slice(8)),
  ),
  BG: unchecked([10, 9], /^[0-9]+$/),
  CHE: checked(9, eleven(9, [5, 4, 3, 2, 7, 6, 5, 4])),
  CY: unchecked([9], /^[0-59][0-9]{7}[A-Z]$/),
  CZ: unchecked([10, 9, 8], /^[0-9]+$/),
  DE: checked(9, (number) => /^[1-9][0-9]{8}$/.test(number) && passesModulo11And10(number)),
  DK: checked(8, danish),
  EE: checked(
    9,
    (number) => /^10[0-9]{7}$/.test(number) && weightedSum(number, [3, 7, 1, 3, 7, 1, 3, 7, 1]) % 10 === 0,
  ),
  EL: checked(9, greek),
  ES: unchecked([9], /^(?:[A-Z][0-9]{7}[0-9A-Z]|[0-9]{8}[A-Z])$/),
  FI: checked(8, eleven(8, [7, 9, 10, 5, 8, 4, 2])),
  FR: checked(11, french),
  GB: checked(9, british),
  HR: checked(11, (number) => /^[0-9]{11}$/.test(number) && passesModulo11And10(number)),
  HU: checked(8, (number) => /^[0-9]{8}$/.test(number) && weightedSum(number, [9, 7, 3, 1, 9, 7, 3, 1]) % 10 === 0),
  IE: unchecked([9, 8], /^[0-9][0-9A-Z][0-9]{5}[A-W][A-I]?$/),
  IT: checked(11, (number) => /^[0-9]{11}$/.test(number) && passesLuhn(number)),
  LT: unchecked([12, 9], /^[0-9]+$/),
  LU: checked(8, (number) => /^[0-9]{8}$/.test(number) && Number(number.slice(0, 6)) % 89 === Number(number.slice(6))),
  LV: unchecked([11], /^[0-9]+$/),
  MT: checked(8, (number) => /^[0-9]{8}$/.test(number) && weightedSum(number, [3, 4, 6, 7, 8, 9, 10, 1]) % 37 === 0),
  NL: unchecked([12], /^[0-9]{9}B[0-9]{2}$/),
  PL: checked(10, polish),
  PT: checked(9, eleven(9, [9, 8, 7, 6, 5, 4, 3, 2])),
  RO: unchecked([10, 9, 8, 7, 6], /^[1-9][0-9]+$/),
  SE: checked(12, (number) => /^[0-9]{10}01$/.test(number) && passesLuhn(number.slice(0, 10))),
  SI: checked(8, eleven(8, [8, 7, 6, 5, 4, 3, 2])),
  SK: checked(10, (number) => /^[1-9][0-9]{9}$/.test(number) && Number(number) % 11 === 0),
  XI: checked(9, british),
};
