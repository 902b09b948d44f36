import type { Confidence } from "../types.ts";

/** A value that a detector found; offsets are into the normalised text. */
export type Candidate = {
  readonly start: number;
  readonly end: number;
  /** The value without separators: counts distinct values and gives the last characters shown. */
  readonly value: string;
  readonly confidence: Confidence;
};

/** Finds one kind of sensitive value in normalised text, in time linear in its length. */
export type Detector = {
  readonly type: string;
  readonly label: string;
  /** What is accepted, for the documentation. */
  readonly rule: string;
  readonly source: string;
  readonly limits: string;
  find(text: string): Iterable<Candidate>;
};

/** Declares a detector. */
export function defineDetector(detector: Detector): Detector {
  return detector;
}
