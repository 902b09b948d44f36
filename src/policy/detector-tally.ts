import type { NormalText } from "../mail/normalise.ts";
import type { Candidate } from "./detectors/define-detector.ts";
import { redact } from "./redact.ts";
import { placeOf, type TextSource } from "./text-sources.ts";
import { confidences, type DetectorFacts, type DetectorMatch } from "./types.ts";

const MOST_MATCHES = 200;

/** Gathers one detector's matches over all texts; one value read in several views of a text counts once. */
export class DetectorTally {
  readonly type: string;
  readonly #matches: DetectorMatch[] = [];
  readonly #known = new Map<string, number>();
  readonly #values = new Map<string, number>();
  #more = 0;

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
      if (known === undefined && this.#matches.length >= MOST_MATCHES) {
        this.#more += 1;
        continue;
      }
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
    return { matches: this.#matches, more: this.#more };
  }

  #number(value: string): number {
    const known = this.#values.get(value) ?? this.#values.size + 1;
    this.#values.set(value, known);
    return known;
  }
}
