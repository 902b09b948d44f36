import { CELL, ROW } from "./text-views.ts";

/** A text in the form that is matched, with the way back to where each character stood. */
export type NormalText = {
  readonly text: string;
  /** Offset in the original text of the character at `index`. */
  originOf(index: number): number;
};

const special = new RegExp(`[^ -~\\n\\t\\r${CELL}${ROW}]|\\n[ \\t]?>`);
const plain = new RegExp(
  `[ -~]?(?:(?![\\t\\n\\r${CELL}${ROW}])\\p{Cc})+|[ -~]?[\\u0080-\\u{10ffff}]+|\\n(?:[ \\t]?>)+[ \\t]?`,
  "gu",
);
const invisible = /[\p{Default_Ignorable_Code_Point}\p{Cf}\p{Cc}\ufffe\uffff]/u;
const lineEnd = /[\v\f\u0085\u2028\u2029]/;
const group = /(?:\P{M}\p{M}*|\p{M}+)/gsu;

/** Folds compatibility forms, digits of every script, dashes and blanks; removes what is not seen and quoting marks. */
export function normalise(original: string): NormalText {
  if (!special.test(original)) return { text: original, originOf: (index) => index };
  const out: string[] = [];
  const outAt: number[] = [0];
  const inAt: number[] = [0];
  let length = 0;
  let from = 0;
  const push = (text: string, origin: number) => {
    if (text === "") return;
    if (length - (outAt.at(-1) as number) !== origin - (inAt.at(-1) as number)) {
      outAt.push(length);
      inAt.push(origin);
    }
    out.push(text);
    length += text.length;
  };
  for (const match of original.matchAll(plain)) {
    push(original.slice(from, match.index), from);
    from = match.index + match[0].length;
    if (match[0].startsWith("\n")) push("\n", match.index);
    else for (const piece of foldRun(match[0])) push(piece.text, match.index + piece.at);
  }
  push(original.slice(from), from);
  return { text: out.join(""), originOf: (index) => lookUp(outAt, inAt, index) };
}

function lookUp(outAt: readonly number[], inAt: readonly number[], index: number): number {
  let low = 0;
  let high = outAt.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((outAt[middle] as number) <= index) low = middle;
    else high = middle - 1;
  }
  return (inAt[low] as number) + index - (outAt[low] as number);
}

const needsFolding = /[\p{Nd}\p{No}\p{M}\p{Pd}\p{Zs}\p{Zl}\p{Zp}\u2212]/u;

/** Folds one run of unusual characters, in pieces that keep their place. */
function* foldRun(run: string): Generator<{ text: string; at: number }> {
  if (!invisible.test(run) && !needsFolding.test(run) && run.normalize("NFKC") === run) {
    yield { text: run, at: 0 };
    return;
  }
  for (const match of run.matchAll(group)) yield { text: foldGroup(match[0]), at: match.index };
}

const cache = new Map<string, string>();

function foldGroup(characters: string): string {
  const known = cache.get(characters);
  if (known !== undefined) return known;
  const folded = foldCharacters(characters);
  if (characters.length < 8 && cache.size < 20_000) cache.set(characters, folded);
  return folded;
}

function foldCharacters(characters: string): string {
  let out = "";
  for (const character of characters) {
    if (lineEnd.test(character)) out += "\n";
    else if (!invisible.test(character)) out += foldCharacter(character);
  }
  const digit = /^[0-9 -](?=\p{M}+$)/u.exec(out);
  return digit === null ? out.normalize("NFKC") : digit[0];
}

function foldCharacter(character: string): string {
  const code = character.codePointAt(0) as number;
  if (code < 0x80) return character;
  const digit = digitValue(character, code);
  if (digit !== null) return String(digit);
  if (/[\p{Pd}\u2212\u02d7\u2043\u00af\u203e\u2500]/u.test(character)) return "-";
  if (/[\p{Zs}\u2800]/u.test(character)) return " ";
  return character.normalize("NFKC");
}

/** First code points of runs that number 1 to 9 or 0 to 9 without being decimal digits. */
const numbered: readonly (readonly [first: number, last: number, value: number])[] = [
  [0x2460, 0x2468, 1],
  [0x2474, 0x247c, 1],
  [0x2488, 0x2490, 1],
  [0x24f5, 0x24fd, 1],
  [0x2776, 0x277e, 1],
  [0x2780, 0x2788, 1],
  [0x278a, 0x2792, 1],
  [0x24ea, 0x24ea, 0],
  [0x24ff, 0x24ff, 0],
  [0x1f100, 0x1f100, 0],
  [0x1f101, 0x1f10a, 0],
];

/** Value of a digit of any script, or null. */
function digitValue(character: string, code: number): number | null {
  for (const [first, last, value] of numbered) if (code >= first && code <= last) return code - first + value;
  if (!/\p{Nd}/u.test(character)) return null;
  const compatible = character.normalize("NFKC");
  if (/^[0-9]$/.test(compatible)) return Number(compatible);
  let start = code;
  while (/\p{Nd}/u.test(String.fromCodePoint(start - 1))) start -= 1;
  return (code - start) % 10;
}
