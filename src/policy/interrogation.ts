import type { ReadMessage } from "../mail/message.ts";
import { type NormalText, normalise } from "../mail/normalise.ts";
import { placesOf, type Structure } from "./message-places.ts";
import type { SearchBudget } from "./patterns/search-budget.ts";
import { type QuestionSet, questionSetOf, type ReadyQuestion } from "./question-set.ts";
import type { FoundPhrase } from "./questions/define-question.ts";
import { redact } from "./redact.ts";
import { placeOf, type TextSource } from "./text-sources.ts";
import type { Answer, Evidence, Question } from "./types.ts";

const MOST_EVIDENCE = 20;

/** What is asked of a message beside its texts. */
export type Questioned = Pick<ReadMessage, "headers"> & Structure;

/** Asks all questions of one message's texts. What stands in several views of one place counts once. */
export class Interrogation {
  readonly #set: QuestionSet;
  readonly #tallies: readonly Tally[];
  readonly #budget: SearchBudget;
  readonly #placeOf: (source: TextSource) => string;

  constructor(message: Questioned, questions: readonly Question[], budget: SearchBudget) {
    this.#set = questionSetOf(questions);
    this.#tallies = this.#set.questions.map((question) => new Tally(question));
    this.#budget = budget;
    this.#placeOf = placesOf(message);
    for (const tally of this.#tallies) this.#askApart(tally, message);
  }

  /** Asks every question whose scope a text is in. */
  ask(source: TextSource, normal: NormalText): void {
    const concerned = this.#tallies.some(({ question }) => question.scopes.includes(source.scope));
    if (!concerned) return;
    const found = this.#set.find(normal.text);
    const place = this.#placeOf(source);
    for (const [index, tally] of this.#tallies.entries()) {
      if (tally.isApart || !tally.question.scopes.includes(source.scope)) continue;
      tally.ask(source, normal, place, found.get(index) ?? [], this.#budget);
    }
  }

  /** What was found, without the words. */
  answers(): Record<string, Answer> {
    return Object.fromEntries(this.#tallies.map((tally) => [tally.question.id, tally.answer()]));
  }

  #askApart(tally: Tally, message: Questioned): void {
    for (const [index, text] of (tally.question.prepared.texts?.(message) ?? []).entries()) {
      const source: TextSource = { scope: "headers", part: "", view: "header", text };
      tally.ask(source, normalise(text), `field ${index}`, [], this.#budget);
    }
  }
}

class Tally {
  readonly question: ReadyQuestion;
  /** Asked of texts of its own. */
  readonly isApart: boolean;
  /** For each place, how often each entry stands there in the view that shows most of it. */
  readonly #places = new Map<string, Map<number, number>>();
  readonly #evidence: Evidence[] = [];
  #complete = true;

  constructor(question: ReadyQuestion) {
    this.question = question;
    this.isApart = question.prepared.texts !== undefined;
  }

  ask(
    source: TextSource,
    normal: NormalText,
    place: string,
    found: readonly FoundPhrase[],
    budget: SearchBudget,
  ): void {
    const { hits, complete } = this.question.prepared.ask({ text: normal.text, found, budget, packed: source.packed });
    this.#complete &&= complete;
    if (hits.length === 0) return;
    const here = new Map<number, number>();
    const known = this.#places.get(place) ?? new Map<number, number>();
    this.#places.set(place, known);
    for (const { start, end, entry = 0 } of hits) {
      const count = (here.get(entry) ?? 0) + 1;
      here.set(entry, count);
      if (count <= (known.get(entry) ?? 0)) continue;
      known.set(entry, count);
      if (this.#evidence.length >= MOST_EVIDENCE) continue;
      const redacted = redact(normal.text.slice(start, end));
      this.#evidence.push({ redacted, where: placeOf(source, normal.originOf(start)) });
    }
  }

  answer(): Answer {
    const counts = new Map<number, number>();
    for (const place of this.#places.values()) {
      for (const [entry, count] of place) counts.set(entry, (counts.get(entry) ?? 0) + count);
    }
    const count = [...counts.values()].reduce((sum, one) => sum + one, 0);
    return {
      count,
      evidence: this.#evidence,
      ...this.question.prepared.weigh?.(counts),
      ...(this.#complete ? {} : { incomplete: true }),
    };
  }
}
