import type { Confidence } from "../types.ts";
import type { DetectorText } from "./detector-text.ts";
import type { NumberWindow } from "./number-window.ts";

/** A value that a detector found; offsets are into the normalised text. */
export type Candidate = {
  readonly start: number;
  readonly end: number;
  /** The value without separators: counts distinct values and gives the last characters shown. */
  readonly value: string;
  readonly confidence: Confidence;
};

/** Judges groups of digits whose count is one of `lengths`. */
export type NumberSearch = {
  readonly by: "number";
  readonly lengths: readonly number[];
  judge(window: NumberWindow): Confidence | null;
};

/** Reads a code of letters and digits that starts so many letters before a group of digits. */
export type CodeSearch = {
  readonly by: "code";
  /** Numbers of letters before the first digit. */
  readonly heads: readonly number[];
  /** Shortest and longest first group of digits. */
  readonly firstDigits: readonly [shortest: number, longest: number];
  read(text: DetectorText, start: number): Candidate | null;
};

/** Looks through the text by itself. */
export type TextSearch = {
  readonly by: "text";
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
  readonly search: NumberSearch | CodeSearch | TextSearch;
};

/** What every detector says of itself. */
export type About = Omit<Detector, "search">;

/** Declares a detector. */
export function defineDetector(detector: Detector): Detector {
  return detector;
}
