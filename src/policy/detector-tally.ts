import type { NormalText } from "../mail/normalise.ts";
import type { Candidate } from "./detectors/define-detector.ts";
import { redact } from "./redact.ts";
import { placeOf, type TextSource } from "./text-sources.ts";
import { type Confidence, confidences, type DetectorFacts, type DetectorMatch } from "./types.ts";

const MOST_MATCHES = 200;
/** Numbers that merely might be something can be many, and few policies ask for them. */
const MOST_LOW_MATCHES = 50;

/** Gathers one detector's matches over all texts; one value read in several views of a text counts once. */
export class DetectorTally {
  readonly type: string;
  readonly #matches: DetectorMatch[] = [];
  readonly #known = new Map<string, number>();
  readonly #values = new Map<string, number>();
  #low = 0;
  #more = 0;
  #moreLow = 0;

  constructor(type: string) {
    this.type = type;
  }

  /** Takes what was found in one text. */
  add(source: TextSource, normal: NormalText, found: readonly Candidate[]): void {
    const seen = new Map<string, number>();
    for (const { start, value, confidence } of found) {
      const occurrence = (seen.get(value) ?? 0) + 1;
      seen.set(value, occurrence);
      const key = `${source.scope === "attachments" ? source.part : source.scope}\n${value}\n${occurrence}`;
      const index = this.#known.get(key);
      const known = index === undefined ? undefined : this.#matches[index];
      if (known !== undefined && confidences.indexOf(known.confidence) >= confidences.indexOf(confidence)) continue;
      if (known === undefined && this.#isFull(confidence)) continue;
      const match = {
        redacted: redact(value),
        where: placeOf(source, normal.originOf(start)),
        confidence,
        value: this.#number(value),
      };
      if (index === undefined) this.#known.set(key, this.#matches.push(match) - 1);
      else this.#matches[index] = match;
    }
  }

  /** What was found, without the values. */
  facts(): DetectorFacts {
    return { matches: this.#matches, more: this.#more, moreLow: this.#moreLow };
  }

  /** Whether no further match of that confidence is kept; counts it then, or that it is. */
  #isFull(confidence: Confidence): boolean {
    if (confidence === "low") {
      if (this.#low >= MOST_LOW_MATCHES) this.#moreLow += 1;
      else this.#low += 1;
      return this.#moreLow > 0;
    }
    const isFull = this.#matches.length - this.#low >= MOST_MATCHES;
    if (isFull) this.#more += 1;
    return isFull;
  }

  #number(value: string): number {
    const known = this.#values.get(value) ?? this.#values.size + 1;
    this.#values.set(value, known);
    return known;
  }
}
