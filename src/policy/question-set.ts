import { foldPhrase } from "./phrases/fold.ts";
import { PhraseIndex } from "./phrases/phrase-index.ts";
import type { FoundPhrase, PreparedQuestion } from "./questions/define-question.ts";
import { questionKindOf } from "./questions/index.ts";
import type { Question } from "./types.ts";

/** Occurrences of one phrase in one text beyond this are not counted. */
const MOST_ENDS = 1_000;
/** Sets kept ready: a function judges by few versions of the policies. */
const MOST_KEPT = 4;

/** A question with its number in the set. */
export type ReadyQuestion = Question & { readonly prepared: PreparedQuestion };

/** Questions made ready together: one index holds the phrases of them all. */
export class QuestionSet {
  readonly questions: readonly ReadyQuestion[];
  readonly #index: PhraseIndex;
  /** For each phrase of the index: question and the phrase's number there, in pairs. */
  readonly #owners: readonly (readonly number[])[];

  constructor(questions: readonly Question[]) {
    this.questions = questions.flatMap((question) => {
      const kind = questionKindOf(question.kind);
      return kind === undefined ? [] : [{ ...question, prepared: kind.prepare(question.settings) }];
    });
    const asked = this.questions.map(({ prepared }) => prepared.phrases.map(foldPhrase));
    this.#index = new PhraseIndex(flatten(asked));
    const number = new Map(this.#index.phrases.map((phrase, index) => [phrase, index]));
    const owners: number[][] = this.#index.phrases.map(() => []);
    for (const [question, phrases] of asked.entries()) {
      for (const [local, phrase] of phrases.entries()) owners[number.get(phrase) ?? -1]?.push(question, local);
    }
    this.#owners = owners;
  }

  /** The phrases that stand in a text, by question. */
  find(text: string): ReadonlyMap<number, readonly FoundPhrase[]> {
    const ends = new Map<number, number[]>();
    this.#index.search(text, (phrase, end) => {
      const known = ends.get(phrase);
      if (known === undefined) ends.set(phrase, [end]);
      else if (known.length < MOST_ENDS) known.push(end);
    });
    const found = new Map<number, FoundPhrase[]>();
    for (const [phrase, places] of ends) {
      const owners = this.#owners[phrase] ?? [];
      for (let at = 0; at < owners.length; at += 2) {
        const question = owners[at] as number;
        const list = found.get(question) ?? [];
        found.set(question, list);
        list.push({ phrase: owners[at + 1] as number, ends: places });
      }
    }
    return found;
  }
}

function* flatten(lists: readonly (readonly string[])[]): Generator<string> {
  for (const list of lists) yield* list;
}

const kept = new Map<string, QuestionSet>();

/** The set of these questions; the last few are kept, since making one ready takes longer than asking it. */
export function questionSetOf(questions: readonly Question[]): QuestionSet {
  const key = questions.map(({ id }) => id).join();
  const set = kept.get(key) ?? new QuestionSet(questions);
  kept.delete(key);
  kept.set(key, set);
  const [oldest] = kept.keys();
  if (kept.size > MOST_KEPT && oldest !== undefined) kept.delete(oldest);
  return set;
}
