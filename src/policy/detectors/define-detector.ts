import type { Confidence } from "../types.ts";
import type { DetectorText } from "./detector-text.ts";
import type { Keywords } from "./keywords.ts";
import type { NumberWindow } from "./number-window.ts";

/** A value that a detector found; offsets are into the normalised text. */
export type Candidate = {
  readonly start: number;
  readonly end: number;
  /** The value without separators: counts distinct values and gives the last characters shown. */
  readonly value: string;
  readonly confidence: Confidence;
};

/** Judges numbers in usual forms ("3-2-4", "9"), and with a keyword in unusual ones. */
export type FormSearch = {
  readonly by: "form";
  /** Each form with the confidence it has without a keyword; null: none. */
  readonly forms: Readonly<Record<string, Confidence | null>>;
  readonly keywords: readonly [Keywords];
  /** Judges a number in one of the forms (its confidence is given), or in another one (undefined). */
  judge(window: NumberWindow, alone: Confidence | null | undefined): Confidence | null;
};

/** Judges every group of digits, or groups together, whose count is one of `lengths`. */
export type DigitsSearch = {
  readonly by: "digits";
  readonly lengths: readonly number[];
  readonly keywords: readonly Keywords[];
  /** Keywords without which there is nothing to find. */
  readonly needs: Keywords | null;
  /** Lengths, one bit each, that numbers with these first four digits may have. */
  lengthsAfter?(firstFour: number): number;
  judge(window: NumberWindow): Confidence | null;
};

/** Reads a code of letters and digits that starts so many letters before a group of digits. */
export type CodeSearch = {
  readonly by: "code";
  /** Numbers of letters before the first digit. */
  readonly heads: readonly number[];
  /** Lengths of the first group of digits. */
  readonly firstDigits: readonly number[];
  readonly keywords: readonly [Keywords];
  /** Keywords without which there is nothing to find. */
  readonly needs: Keywords | null;
  /** Whether a code can go on with that character after so many digits; left out: with any. */
  goesOn?(digits: number, next: number): boolean;
  read(text: DetectorText, start: number): Candidate | null;
};

/** Looks through the text by itself. */
export type TextSearch = {
  readonly by: "text";
  readonly keywords?: readonly Keywords[];
  find(text: DetectorText): Iterable<Candidate>;
};

/** Finds one kind of sensitive value in normalised text, in time linear in its length. */
export type Detector = {
  readonly type: string;
  readonly label: string;
  /** What is accepted, for the documentation. */
  readonly rule: string;
  readonly source: string;
  readonly limits: string;
  readonly search: FormSearch | DigitsSearch | CodeSearch | TextSearch;
};

/** What every detector says of itself. */
export type About = Omit<Detector, "search">;

/** Declares a detector. */
export function defineDetector(detector: Detector): Detector {
  return detector;
}
