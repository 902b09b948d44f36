import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import { RE2JS } from "re2js";
import { nativeExpression } from "../../../../src/policy/patterns/expression.ts";
import { nativePattern } from "../../../../src/policy/patterns/native-pattern.ts";

const atoms = [
  "a",
  "B",
  "7",
  "-",
  " ",
  ".",
  "\\d",
  "\\w",
  "\\s",
  "\\W",
  "\\S",
  "[a-c]",
  "[^b ]",
  "[A-Z0-9-]",
  "\\.",
  "\\-",
];
const more = ["[]x]", "[\\d_]", "[ -~]", "/", "\\/", "#", "[.$]", "\\b", "\\B", "^", "$"];
const atom = fc.constantFrom(...atoms, ...more);
const times = fc.constantFrom("", "", "", "?", "{2}", "{1,3}", "{0,2}?", "??");
const sequence = fc
  .array(fc.tuple(atom, times), { minLength: 1, maxLength: 5 })
  .map((pieces) => pieces.map(([one, often]) => (/^(?:\^|\$|\\[bB])$/.test(one) ? one : one + often)).join(""));
const pattern = fc
  .tuple(sequence, sequence, sequence)
  .chain(([a, b, c]) => fc.constantFrom(a, `${a}(?:${b}|${c})`, `(${a}|${b})?${c}`, `${a}|${b}`));
const letter = fc.constantFrom(..."aAbBc7 9-._x/#$\n\r\tÄ€\u2028😀]Z");
const text = fc.array(letter, { maxLength: 40 }).map((letters) => letters.join(""));

type Found = { find(): boolean; start(): number; end(): number };

function places(matcher: Found): [number, number][] {
  const found: [number, number][] = [];
  while (matcher.find()) found.push([matcher.start(), matcher.end()]);
  return found;
}

describe("patterns that the language's own engine may search for", () => {
  it("match in the same places as with the linear engine", () => {
    let translated = 0;
    const same = fc.property(
      pattern,
      fc.array(text, { minLength: 8, maxLength: 8 }),
      fc.boolean(),
      (one, texts, matchCase) => {
        const flags = RE2JS.MULTILINE | (matchCase ? 0 : RE2JS.CASE_INSENSITIVE);
        const linear = RE2JS.compile(one, flags);
        const native = nativePattern(one, matchCase);
        if (native === null || linear.test("")) return;
        translated += 1;
        for (const each of texts)
          assert.deepEqual(
            places(nativeExpression(native).matcher(each)),
            places(linear.matcher(each)),
            `${one} in ${JSON.stringify(each)}`,
          );
      },
    );
    fc.assert(same, { numRuns: 3_000 });
    assert.ok(translated > 1_000);
  });

  it("take what administrators mostly write", () => {
    for (const one of [
      "\\bPRJ-\\d{4}-[A-Z]{2}\\b",
      "\\d{3}-?\\d{2}-?\\d{4}",
      "(?:contract|order) no\\. ?\\d{5,8}",
      "^Ref: [A-Z]{2}\\d{6}$",
    ])
      assert.notEqual(nativePattern(one, false), null, one);
  });

  it("are left to the linear engine where the two read them differently", () => {
    assert.equal(nativePattern("ab{02}", false), null);
  });

  it("never repeat without bound, and never in too many ways", () => {
    for (const one of [
      "a+",
      "a*b",
      "(a+)+$",
      "a{3,}",
      "(?:a?){50}a{50}",
      "(a|aa){1,9}b",
      "\\w{1,60}\\s{1,60}x",
      "(?i)a",
      "\\pL",
      "é",
      "[[:alpha:]]",
    ])
      assert.equal(nativePattern(one, false), null, one);
  });
});
