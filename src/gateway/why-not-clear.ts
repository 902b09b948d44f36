import type { FitProblem } from "../mail/fit-for-ses.ts";
import { notClear } from "../tracking/not-clear.ts";

const words: Readonly<Record<FitProblem, string>> = {
  "attachment-name": "a file of this kind is not delivered as ordinary mail",
  "duplicate-header": "it has a header field twice",
  "signed-part": "its signature would break",
  "too-many-parts": "it has too many parts",
  "non-ascii-address": "an address in it is not ASCII",
  "broken-header": "its header is broken",
  "long-header": "a header line is too long",
};

/** Why a message cannot leave as ordinary mail, for its sender to read. */
export function whyNotClear(problem: FitProblem): string {
  return `${notClear}: ${words[problem]}.`;
}
