import type { Confidence } from "../types.ts";
import { type Candidate, defineDetector } from "./define-detector.ts";
import type { DetectorText } from "./detector-text.ts";
import { healthVocabulary } from "./health-vocabulary.ts";
import { keywords, tidy } from "./keywords.ts";

const REACH = 300;
const words = keywords(...healthVocabulary.keys());

type Term = { readonly start: number; readonly end: number; readonly phrase: string; readonly weight: number };

/** Illnesses and medicines in a text about a person's care. */
export const healthTerms = defineDetector({
  type: "health-terms",
  label: "Health information",
  rule: `Names of illnesses and medicines (weight 4) with words of care such as “patient” or “prescribed” (weight 2), ${healthVocabulary.size} phrases; within 300 characters, different ones sum to 10 with at least one of each (medium) or to 14 (high).`,
  source: "Own list after ICD-10 chapters and the most prescribed medicines (US AHRQ MEPS)",
  limits:
    "A list, not an understanding: English, with a few German, French and Spanish words; it does not know whose health is meant. A single term counts as low.",
  search: {
    by: "text",
    keywords: [words],
    *find(text) {
      const terms = findTerms(text);
      const window = new TermWindow(terms);
      for (const [index, { start, end, phrase, weight }] of terms.entries()) {
        window.moveTo(index);
        if (weight < 4) continue;
        yield { start, end, value: phrase, confidence: window.rate() } satisfies Candidate;
      }
    },
  },
});

function findTerms({ text, keywords: index }: DetectorText): Term[] {
  const terms: Term[] = [];
  for (const [start, end] of index.places(words)) {
    const phrase = tidy(text.slice(start, end));
    terms.push({ start, end, phrase, weight: healthVocabulary.get(phrase) ?? 2 });
  }
  return terms;
}

/** The different terms within reach of one term, as it moves on. */
class TermWindow {
  readonly #terms: readonly Term[];
  readonly #counts = new Map<string, number>();
  #from = 0;
  #to = 0;
  #named = 0;
  #care = 0;

  constructor(terms: readonly Term[]) {
    this.#terms = terms;
  }

  moveTo(index: number): void {
    const { start, end } = this.#terms[index] as Term;
    for (; this.#to < this.#terms.length && (this.#terms[this.#to] as Term).start <= end + REACH; this.#to += 1)
      this.#count(this.#terms[this.#to] as Term, 1);
    for (; (this.#terms[this.#from] as Term).end < start - REACH; this.#from += 1)
      this.#count(this.#terms[this.#from] as Term, -1);
  }

  rate(): Confidence {
    const score = this.#named * 4 + this.#care * 2;
    if (this.#named === 0 || this.#care === 0 || score < 10) return "low";
    return score < 14 ? "medium" : "high";
  }

  #count({ phrase, weight }: Term, step: 1 | -1): void {
    const before = this.#counts.get(phrase) ?? 0;
    this.#counts.set(phrase, before + step);
    if (before + Math.min(step, 0) !== 0) return;
    if (weight === 4) this.#named += step;
    else this.#care += step;
  }
}
