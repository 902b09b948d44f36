import type { SeededRandom } from "./seeded-random.ts";

/** A valid value, without separators, and one usual way to write it. */
export type Sample = { readonly value: string; readonly written: string };

const networks: readonly (readonly [prefixes: readonly string[], length: number])[] = [
  [["4"], 16],
  [["4"], 16],
  [["4"], 19],
  [["51", "52", "53", "54", "55"], 16],
  [["2221", "2300", "2450", "2600", "2719", "2720"], 16],
  [["34", "37"], 15],
  [["6011", "644", "649", "65"], 16],
  [["3528", "3540", "3589"], 16],
  [["300", "305", "36", "38", "39"], 14],
  [["62"], 16],
  [["62"], 19],
  [["2200", "2204"], 16],
  [["6759", "5018", "6304"], 16],
  [["60", "82", "508"], 16],
];

/** A card number of a network, with its check digit. */
export function aCard(r: SeededRandom): Sample {
  const [prefixes, length] = r.pick(networks);
  const body = (r.pick(prefixes) + r.digits(19)).slice(0, length - 1);
  const value = body + luhnDigit(body);
  return { value, written: r.pick(cardNotations(value)) };
}

function luhnDigit(body: string): string {
  const doubled = [...body].reverse().map((digit, index) => Number(digit) * (index % 2 === 0 ? 2 : 1));
  const sum = doubled.reduce((total, product) => total + (product > 9 ? product - 9 : product), 0);
  return String((10 - (sum % 10)) % 10);
}

function cardNotations(value: string): string[] {
  const groups = value.length === 15 ? [4, 6, 5] : value.length === 14 ? [4, 6, 4] : [4, 4, 4, 4, value.length - 16];
  const pieces = cut(value, groups);
  return [
    value,
    ...[" ", "-", ".", "  ", " - ", "\u00a0", "\u2011"].map((mark) => pieces.join(mark)),
    pieces.join(" ").replace(/ (?=[^ ]*$)/, "\n"),
    pieces.join(" ").replace(" ", "\r\n"),
  ];
}

/** A number of the US Social Security Administration. */
export function aSsn(r: SeededRandom): Sample {
  let area = r.between(1, 899);
  if (area === 666) area = 667;
  const value = `${String(area).padStart(3, "0")}${String(r.between(1, 99)).padStart(2, "0")}${String(r.between(1, 9_999)).padStart(4, "0")}`;
  const pieces = cut(value, [3, 2, 4]);
  const labelled = [`SSN: ${value}`, `social security number ${value}`, `SSN ${pieces.join(".")}`, `SS# ${value}`];
  const plain = [pieces.join("-"), pieces.join(" "), pieces.join("\u2013"), pieces.join(" - ")];
  return { value, written: r.pick([...plain, ...labelled, pieces.join("-").replace(/-(?=[^-]*$)/, "-\n")]) };
}

/** Countries, and the rest of their account numbers: n a digit, a letter as itself. */
const countries: Readonly<Record<string, string>> = {
  DE: "n".repeat(18),
  GB: `NWBK${"n".repeat(14)}`,
  FR: "n".repeat(23),
  ES: "n".repeat(20),
  IT: `X${"n".repeat(22)}`,
  NL: `ABNA${"n".repeat(10)}`,
  BE: "n".repeat(12),
  CH: "n".repeat(17),
  AT: "n".repeat(16),
  PL: "n".repeat(24),
  SE: "n".repeat(20),
  NO: "n".repeat(11),
  DK: "n".repeat(14),
  IE: `AIBK${"n".repeat(14)}`,
  PT: "n".repeat(21),
  MT: `MALT${"n".repeat(5)}0012345MTLCAST001S`,
  AE: "n".repeat(19),
  SA: "n".repeat(20),
  TR: "n".repeat(22),
  LC: `HEMM${"n".repeat(24)}`,
};

/** An international bank account number with its check digits. */
export function anIban(r: SeededRandom): Sample {
  const country = r.pick(Object.keys(countries));
  const rest = (countries[country] as string).replace(/n/g, () => r.digits(1));
  const value = country + ibanDigits(country, rest) + rest;
  const fours = value.match(/.{1,4}/g) as string[];
  const notations = [
    value,
    value.toLowerCase(),
    ...[" ", "-", ".", "\u00a0", "  "].map((mark) => fours.join(mark)),
    fours.join(" ").toLowerCase(),
    `IBAN${value}`,
    fours.join(" ").replace(/ (?=[^ ]* [^ ]*$)/, "\n"),
    `${value.slice(0, 2)} ${value.slice(2)}`,
  ];
  return { value, written: r.pick(notations) };
}

function ibanDigits(country: string, rest: string): string {
  const numbers = [...`${rest}${country}00`].map((character) => Number.parseInt(character, 36)).join("");
  return String(98n - (BigInt(numbers) % 97n)).padStart(2, "0");
}

const sentences: readonly (readonly [before: string, after: string])[] = [
  ["", ""],
  ["Please use ", " for the payment."],
  ["Number: ", ""],
  ["number=", ""],
  ["(", ")"],
  ["My details: ", ", thanks, Bob"],
  ["> ", ""],
  ["<", ">"],
  ['"', '"'],
  ["as agreed on 12.03.2026: ", "."],
  ["Bitte belasten Sie ", " am 3. Mai."],
  ["line one\n", "\nline three"],
  ["name\tnumber\tcity\nBob\t", "\tBerlin"],
];

/** A value amid ordinary words. */
export function inASentence(r: SeededRandom, written: string): string {
  const [before, after] = r.pick(sentences);
  return before + written + after;
}

function cut(value: string, lengths: readonly number[]): string[] {
  let at = 0;
  const pieces = lengths.map((length) => {
    at += length;
    return value.slice(at - length, at);
  });
  return pieces.filter((piece) => piece !== "");
}
