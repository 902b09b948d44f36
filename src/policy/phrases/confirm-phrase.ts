import { CELL, ROW } from "../../mail/text-views.ts";
import { foldPhrase } from "./fold.ts";
import { startOf } from "./phrase-index.ts";

/** How phrases are compared beyond what the index does. */
export type PhraseOptions = { readonly wholeWords: boolean; readonly matchCase: boolean };

/** Says where a phrase that the index found ending at `end` starts, or null when the options exclude this place. */
export type ConfirmPhrase = (text: string, end: number) => number | null;

const wordEnd = /[\p{L}\p{N}\p{M}_]$/u;
const wordStart = /^[\p{L}\p{N}\p{M}_]/u;
/** Scripts that write words without blanks between them. */
const unspaced =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;

const blanks = new RegExp(`[\\s${CELL}${ROW}]+`, "g");

/** Prepares the check of one phrase (normalised). */
export function confirmPhrase(phrase: string, { wholeWords, matchCase }: PhraseOptions): ConfirmPhrase {
  const { length } = foldPhrase(phrase);
  const exact = tidy(phrase);
  const edges = { first: unspaced.test(exact[0] ?? ""), last: unspaced.test(exact.at(-1) ?? "") };
  return (text, end) => {
    const start = startOf(text, end, length);
    if (matchCase && tidy(text.slice(start, end)) !== exact) return null;
    if (!wholeWords) return start;
    const continuesBefore = !edges.first && wordEnd.test(text.slice(Math.max(0, start - 2), start));
    const continuesAfter = !edges.last && wordStart.test(text.slice(end, end + 2));
    return continuesBefore || continuesAfter ? null : start;
  };
}

function tidy(text: string): string {
  return text.replace(blanks, " ").trim();
}
