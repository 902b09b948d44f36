import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import { foldPhrase } from "../../../../src/policy/phrases/fold.ts";
import { PhraseIndex, startOf } from "../../../../src/policy/phrases/phrase-index.ts";

/** Hits as "phrase@end", found one phrase at a time. */
function naive(phrases: readonly string[], text: string): string[] {
  const folded = [...text].map((character) => foldPhrase(character) || " ").join("");
  return phrases
    .flatMap((phrase) =>
      Array.from({ length: text.length }, (_, at) => at).flatMap((at) =>
        folded.startsWith(phrase, at) ? [`${phrase}@${at + phrase.length}`] : [],
      ),
    )
    .sort();
}

function found(index: PhraseIndex, text: string): string[] {
  const hits: string[] = [];
  index.search(text, (phrase, end) => hits.push(`${index.phrases[phrase]}@${end}`));
  return hits.sort();
}

describe("the phrase index", () => {
  it("finds what a search for each phrase alone finds, overlaps and phrases within phrases included", () => {
    const word = fc.string({ unit: fc.constantFrom("a", "b", "c"), minLength: 1, maxLength: 5 });
    fc.assert(
      fc.property(
        fc.array(word, { maxLength: 40 }),
        fc.string({ unit: fc.constantFrom("a", "B", "c") }),
        (list, text) => {
          const index = new PhraseIndex(list);
          assert.deepEqual(found(index, text), naive(index.phrases, text));
        },
      ),
    );
  });

  it("ignores case, in every script, and takes any run of blanks, cells and rows for one blank", () => {
    const index = new PhraseIndex(["Straße nach Σάμος", "İstanbul", "top secret"]);
    const text = "STRAßE \t\r\n nach\u001fσάμος, İstanbul; TOP\u001e\u001eSecret";
    const hits: [string, string][] = [];
    index.search(text, (phrase, end) => {
      const folded = index.phrases[phrase] as string;
      hits.push([folded, text.slice(startOf(text, end, folded.length), end)]);
    });
    assert.deepEqual(hits, [
      ["straße nach σάμοσ", "STRAßE \t\r\n nach\u001fσάμος"],
      ["İstanbul", "İstanbul"],
      ["top secret", "TOP\u001e\u001eSecret"],
    ]);
  });

  it("finds the same when only few states have a whole row", () => {
    const han = Array.from({ length: 6_000 }, (_, at) => String.fromCharCode(0x4e00 + at));
    const phrases = han.map((character, at) => `${character}${han[(at * 7) % 6_000]}${han[(at * 13) % 6_000]}x`);
    const index = new PhraseIndex(phrases);
    const text = phrases.filter((_, at) => at % 5 === 0).join("");
    let hits = 0;
    index.search(text, () => {
      hits += 1;
    });
    assert.equal(hits, 1_200);
  });

  it("takes runs of blanks for one also deep in phrases of many letters, where states have no row", () => {
    const han = Array.from({ length: 6_000 }, (_, at) => String.fromCharCode(0x4e00 + at));
    const phrases = han.map((character, at) => `${character} ${han[(at * 7) % 6_000]} ${character} x`);
    const index = new PhraseIndex(phrases);
    for (const at of [1, 700, 5_999]) {
      const text = `${han[at]} \r\n${phrases[at]?.replaceAll(" ", " \t\r\n ")}`;
      assert.deepEqual(found(index, text), [`${phrases[at]}@${text.length}`]);
      assert.deepEqual(found(index, text.replace("\t", "-")), []);
    }
  });

  it("keeps quiet without phrases, and on empty text", () => {
    assert.deepEqual(found(new PhraseIndex([]), "anything"), []);
    assert.deepEqual(found(new PhraseIndex([" ", "a"]), ""), []);
  });
});
