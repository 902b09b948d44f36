import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { KeywordFinder } from "../../../../src/policy/detectors/keyword-index.ts";
import { keywords } from "../../../../src/policy/detectors/keywords.ts";

const phrases = (...patterns: string[]) => [...keywords(...patterns).phrases].sort();

describe("keywords", () => {
  it("stand for every choice with and without what is optional", () => {
    assert.deepEqual(phrases("(bank|giro) ?cards?"), [
      "bank card",
      "bank cards",
      "bankcard",
      "bankcards",
      "giro card",
      "giro cards",
      "girocard",
      "girocards",
    ]);
    assert.deepEqual(phrases("a(b(c|d))?e"), ["abce", "abde", "ae"]);
  });

  const words = keywords("bank account", "bank", "account number", "=SIN");
  const other = keywords("bank account number", "account");
  const index = (text: string) => new KeywordFinder([words, other]).find(text);

  it("are found as whole words in any case, over blanks, dashes and underscores", () => {
    for (const text of ["Bank", "BANK-ACCOUNT", "my_bank_account", "bank\r\naccount", "bank1"])
      assert.equal(index(text).mentions(words), true, text);
    for (const text of ["banks", "embank", "riverbank", "sin", "basin"])
      assert.equal(index(text).mentions(words), false, text);
  });

  it("keep their case where it is asked for", () => {
    assert.equal(index("my SIN is").mentions(words), true);
    assert.equal(index("my Sin is").mentions(words), false);
  });

  it("are found within longer keywords of another set", () => {
    const found = index("the bank account number");
    assert.equal(found.within(4, 8, words), true);
    assert.equal(found.within(9, 16, other), true);
  });

  it("say whether one touches a stretch of the text", () => {
    const found = index("account .......... bank");
    assert.equal(found.within(0, 3, other), true);
    assert.equal(found.within(7, 18, words), false);
    assert.equal(found.within(7, 20, words), true);
    assert.equal(found.within(30, 40, words), false);
  });
});
