import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import { RE2JS } from "re2js";
import { requiredPhrases } from "../../../../src/policy/patterns/required-phrases.ts";

describe("phrases that a pattern cannot do without", () => {
  it("are the longest plain run, or one of each alternative", () => {
    assert.deepEqual(requiredPhrases("project-\\d{4} falcon"), ["project-"]);
    assert.deepEqual(requiredPhrases("\\b(?:secret|classified)s? \\d+"), ["secret", "classified"]);
    assert.deepEqual(requiredPhrases("ab(?:cde)+f"), ["cde"]);
    assert.deepEqual(requiredPhrases("(?i)invoice[ -]?no\\.?"), ["invoice"]);
    assert.deepEqual(requiredPhrases("colou?r scheme"), ["r scheme"]);
  });

  it("are not guessed", () => {
    for (const pattern of [
      "\\d{3}-\\d{2}",
      "abc|\\d+",
      "(abc)?",
      "(?:abc){0,3}x",
      "[abc]+",
      "\\Qa.b\\E",
      "ab?c?",
      "abc(?i)*[ab]",
    ]) {
      assert.equal(requiredPhrases(pattern), null, pattern);
    }
  });

  it("stand in every text that the pattern matches", () => {
    const piece = fc.constantFrom(
      ..."abc,bca,cab,a,b,(,),|,?,+,*,[ab],\\d,\\.,{0,},{2},{0,2},(?:,(?i),\\b,.,[)],\\x61,\\pL,(?P<n>".split(","),
    );
    const text = fc.string({ unit: fc.constantFrom("a", "b", "c", "A", ".", "1"), maxLength: 30 });
    fc.assert(
      fc.property(
        fc.array(piece, { minLength: 1, maxLength: 12 }),
        fc.array(text, { minLength: 20 }),
        (pieces, texts) => {
          const pattern = pieces.join("");
          let expression: RE2JS;
          try {
            expression = RE2JS.compile(pattern, RE2JS.CASE_INSENSITIVE);
          } catch {
            return;
          }
          const phrases = requiredPhrases(pattern);
          if (phrases === null) return;
          for (const one of texts.filter((candidate) => expression.test(candidate))) {
            assert.ok(
              phrases.some((phrase) => one.toLowerCase().includes(phrase.toLowerCase())),
              `${pattern} matches ${one} without ${phrases}`,
            );
          }
        },
      ),
      { numRuns: 2_000 },
    );
  });
});
