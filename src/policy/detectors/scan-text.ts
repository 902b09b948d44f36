import type { Candidate, Detector } from "./define-detector.ts";
import { DetectorText } from "./detector-text.ts";
import { DigitRun } from "./digit-run.ts";
import { walkDigits } from "./digit-walk.ts";
import { KeywordFinder } from "./keyword-index.ts";
import { type Found, mentionedDetectors, SearchTable } from "./search-table.ts";

const MOST_TABLES = 200;

/** Runs several detectors over texts; what stands at digits, and keywords, are looked for once for all of them. */
export class TextScan {
  readonly #detectors: readonly Detector[];
  readonly #finder: KeywordFinder;
  readonly #always: SearchTable;
  readonly #possible: SearchTable;
  /** Tables for the sets of detectors whose keywords texts had. */
  readonly #besides = new Map<string, SearchTable>();
  readonly #run = new DigitRun();
  /** What is found of each detector in the text in hand. */
  readonly #found: Found[];

  constructor(detectors: readonly Detector[]) {
    this.#detectors = detectors;
    this.#finder = new KeywordFinder(detectors.flatMap(({ search }) => search.keywords ?? []));
    this.#always = SearchTable.always(detectors);
    this.#possible = SearchTable.besides(detectors, new Set(detectors.keys()));
    this.#found = detectors.map(() => ({ candidates: [], best: null, until: 0 }));
  }

  /** All values found in a normalised text, by the detectors' order. */
  find(text: string): (readonly Candidate[])[] {
    const subject = new DetectorText(text, this.#finder);
    const found = this.#found;
    for (const one of found) forget(one);
    const tables = { always: this.#always, possible: this.#possible, besides: () => this.#besidesOf(subject) };
    walkDigits(subject, tables, found, this.#run);
    for (const [index, { search }] of this.#detectors.entries()) {
      if (search.by !== "text") continue;
      for (const candidate of search.find(subject)) found[index]?.candidates.push(candidate);
    }
    return found.map(({ candidates }) => (candidates.length === 0 ? nothing : candidates));
  }

  #besidesOf(subject: DetectorText): SearchTable | null {
    const mentioned = mentionedDetectors(this.#detectors, subject.keywords);
    if (mentioned.length === 0) return null;
    const key = mentioned.join();
    const table = this.#besides.get(key) ?? SearchTable.besides(this.#detectors, new Set(mentioned));
    if (this.#besides.size >= MOST_TABLES) this.#besides.clear();
    this.#besides.set(key, table);
    return table;
  }
}

/** Many texts hold nothing of nearly every detector. */
const nothing: readonly Candidate[] = [];

/** Makes ready for another text; what was found in the one before belongs to whoever asked. */
function forget(found: Found): void {
  if (found.candidates.length > 0) found.candidates = [];
  found.best = null;
  found.until = 0;
}

/** What one detector finds in a normalised text. */
export function detect(detector: Detector, text: string): readonly Candidate[] {
  return new TextScan([detector]).find(text)[0] ?? [];
}
