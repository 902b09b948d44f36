import { z } from "zod";
import { type DictionaryEntry, dictionaryEntry } from "../../contracts/policies-dictionary.ts";
import { normalise } from "../../mail/normalise.ts";
import { compilePattern } from "../patterns/compile-pattern.ts";
import { requiredPhrases } from "../patterns/required-phrases.ts";
import { searchPattern } from "../patterns/search-pattern.ts";
import { type ConfirmPhrase, confirmPhrase, type PhraseOptions } from "../phrases/confirm-phrase.ts";
import { type Asked, defineQuestion, type Found, type Hit, type Weighed } from "./define-question.ts";

const settings = z.strictObject({
  entries: z.array(dictionaryEntry).min(1),
  wholeWords: z.boolean(),
  matchCase: z.boolean(),
});

/** Finds the entries of a dictionary and weighs them. */
export const dictionary = defineQuestion({
  kind: "dictionary",
  settings,
  prepare: ({ entries, ...options }) => {
    const searches = entries.map((entry, index) => prepareEntry(entry, index, options));
    const phrases: string[] = [];
    const owner: EntrySearch[] = [];
    for (const search of searches) {
      for (const phrase of search.phrases) {
        phrases.push(phrase);
        owner.push(search);
      }
    }
    const always = searches.filter((search) => search.phrases.length === 0);
    return {
      phrases,
      ask: (asked) => ask(asked, owner, always),
      weigh: (counts) => weigh(entries, counts),
    };
  },
});

type EntrySearch = { readonly phrases: readonly string[]; ask(asked: Asked, ends: readonly number[]): Found };

function prepareEntry(entry: DictionaryEntry, index: number, options: PhraseOptions): EntrySearch {
  if (entry.phrase !== undefined) return phraseEntry(normalise(entry.phrase).text, index, options);
  const compiled = compilePattern(entry.pattern ?? "", options.matchCase);
  return {
    phrases: requiredPhrases(entry.pattern ?? "") ?? [],
    ask: ({ text, budget }) => {
      if (!compiled.ok) return { hits: [], complete: false };
      const { hits, complete } = searchPattern(compiled.expression, text, budget);
      return { hits: hits.map((hit) => ({ ...hit, entry: index })), complete };
    },
  };
}

function phraseEntry(phrase: string, entry: number, options: PhraseOptions): EntrySearch {
  let confirm: ConfirmPhrase | null = null;
  return {
    phrases: [phrase],
    ask: ({ text }, ends) => {
      confirm ??= confirmPhrase(phrase, options);
      const hits: Hit[] = [];
      for (const end of ends) {
        const start = confirm(text, end);
        if (start !== null) hits.push({ start, end, entry });
      }
      return { hits, complete: true };
    },
  };
}

/** Only entries of which something was found, and those that nothing announces, are looked at closer. */
function ask(asked: Asked, owner: readonly EntrySearch[], always: readonly EntrySearch[]): Found {
  const hits: Hit[] = [];
  let complete = true;
  const seen = new Set<EntrySearch>();
  const take = (search: EntrySearch, ends: readonly number[]) => {
    if (seen.has(search)) return;
    seen.add(search);
    const found = search.ask(asked, ends);
    for (const hit of found.hits) hits.push(hit);
    complete &&= found.complete;
  };
  for (const { phrase, ends } of asked.found) take(owner[phrase] as EntrySearch, ends);
  for (const search of always) take(search, []);
  return { hits, complete };
}

function weigh(entries: readonly DictionaryEntry[], counts: ReadonlyMap<number, number>): Weighed {
  let score = 0;
  for (const [index, count] of counts) {
    const { weight, maximum } = entries[index] as DictionaryEntry;
    const earned = weight * count;
    score += maximum === undefined ? earned : Math.sign(earned) * Math.min(Math.abs(earned), maximum);
  }
  return {
    score,
    required: entries.every(({ required }, index) => !required || counts.has(index)),
    excluded: entries.some(({ exclude }, index) => exclude && counts.has(index)),
  };
}
