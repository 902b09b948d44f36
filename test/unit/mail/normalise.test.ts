import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import { normalise } from "../../../src/mail/normalise.ts";

describe("normalising", () => {
  const cases: [string, string, string][] = [
    ["full-width forms", "ＡＢ１２", "AB12"],
    ["digits of other scripts", "٤१৫๕𝟗", "41559"],
    ["circled and negative circled digits", "①❷➂⓪", "1230"],
    ["invisible characters", "a\u200b\u00adb\ufeff\u2060c\u{e0041}", "abc"],
    ["dashes and blanks", "1–2—3−4\u00a05\u30006", "1-2-3-4 5 6"],
    ["combining marks on digits", "4\ufe0f\u20e31\u0301", "41"],
    ["ligatures", "ﬁn", "fin"],
    ["decomposed letters", "cafe\u0301", "café"],
    ["control characters", "a\0b\x07c", "abc"],
    ["line separators", "a\u2028b\u0085c\vd", "a\nb\nc\nd"],
    ["quoting marks", "> a\n> b\n>> c", "> a\nb\nc"],
  ];
  for (const [name, given, wanted] of cases) it(`folds ${name}`, () => assert.equal(normalise(given).text, wanted));

  it("knows where each character stood", () => {
    const original = "xx\u200bＡＢ\u00ad４ yé z";
    const { text, originOf } = normalise(original);
    for (const character of ["A", "4", "y", "z"]) {
      const origin = originOf(text.indexOf(character));
      assert.equal(original[origin]?.normalize("NFKC"), character);
    }
  });

  it("maps every index into the original, in order", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), (original) => {
        const { text, originOf } = normalise(original);
        let last = 0;
        for (let index = 0; index < text.length; index += 1) {
          const origin = originOf(index);
          assert.ok(origin >= last - 16 && origin < original.length + 16);
          last = origin;
        }
      }),
    );
  });

  it("leaves plain ASCII as it is", () => {
    const text = "Dear Bob,\r\n\tyours - Alice";
    assert.equal(normalise(text).text, text);
  });
});
