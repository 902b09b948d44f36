import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { aMultipart } from "../../mail/a-mail.ts";
import { damaged, resultOf, withBody } from "./a-condition.ts";

describe("“dictionary is reached”", () => {
  const asked = async (dictionary: object, ...body: string[]) => {
    const file = { dictionaries: [{ id: "d", name: "D", ...dictionary }] };
    return resultOf("dictionary", { dictionary: "d" }, { ...withBody(...body), file });
  };
  const phrase = (text: string, more: object = {}) => ({ phrase: text, ...more });

  it("adds up weights until the activation score is reached", async () => {
    const dictionary = { activationScore: 5, entries: [phrase("merger", { weight: 3 }), phrase("bid", { weight: 2 })] };
    assert.equal(await asked(dictionary, "the merger and the bid"), true);
    assert.equal(await asked(dictionary, "the merger"), false);
    assert.equal(await asked(dictionary, "the merger, a Merger"), true);
    assert.equal(await asked(dictionary, "mergers and bids, merger"), false);
    assert.equal(await asked({ ...dictionary, wholeWords: false }, "mergers and bids"), true);
    assert.equal(await asked({ ...dictionary, matchCase: true }, "the Merger and the bid"), false);
  });

  it("takes an entry for its maximum at most, and lets weights speak against", async () => {
    const entries = [phrase("fee", { weight: 2, maximum: 4 }), phrase("joke", { weight: -3 })];
    assert.equal(await asked({ activationScore: 4, entries }, "fee fee fee"), true);
    assert.equal(await asked({ activationScore: 5, entries }, "fee fee fee"), false);
    assert.equal(await asked({ activationScore: 4, entries }, "fee fee joke"), false);
  });

  it("wants what is required and refuses what is excluded", async () => {
    const entries = [
      phrase("price"),
      phrase("confidential", { weight: 0, required: true }),
      phrase("draft", { exclude: true }),
    ];
    assert.equal(await asked({ entries }, "the price"), false);
    assert.equal(await asked({ entries }, "confidential price"), true);
    assert.equal(await asked({ entries }, "confidential price, a draft"), false);
  });

  it("holds regular expressions beside phrases, refused where the engine refuses them", async () => {
    const entries = [{ pattern: "proj(?:ect)?-\\d+", weight: 2 }, phrase("falcon")];
    assert.equal(await asked({ activationScore: 3, entries }, "Project-77 falcon"), true);
    assert.equal(await asked({ activationScore: 3, entries }, "Project-x falcon"), false);
    await assert.rejects(asked({ entries: [{ pattern: "(?=x)" }] }, ""), /entries\[0\]\.pattern.*position 1/);
    await assert.rejects(asked({ entries: [{ phrase: "a", pattern: "b" }] }, ""), /a phrase or a pattern/);
    await assert.rejects(resultOf("dictionary", { dictionary: "none" }), /there is no dictionary/);
  });

  it("counts what stands in several parts, but not the same text twice", async () => {
    const file = { dictionaries: [{ id: "d", name: "D", activationScore: 2, entries: [phrase("alpha")] }] };
    const html = "Content-Type: text/html\r\n\r\n<b>alpha</b>";
    const text = "Content-Type: text/plain\r\n\r\nalpha";
    const score = (raw: Buffer) => resultOf("dictionary", { dictionary: "d" }, { raw, file });
    assert.equal(await score(aMultipart("multipart/alternative", text, html)), false);
    assert.equal(await score(aMultipart("multipart/mixed", text, html)), true);
  });

  it("is unknown with excluded entries or negative weights where something could not be read", async () => {
    const score = (entries: object[]) =>
      resultOf(
        "dictionary",
        { dictionary: "d" },
        { raw: damaged, file: { dictionaries: [{ id: "d", name: "D", entries }] } },
      );
    assert.equal(await score([phrase("hello")]), true);
    assert.equal(await score([phrase("hello"), phrase("x", { exclude: true })]), "unknown");
    assert.equal(await score([phrase("hello"), phrase("x", { weight: -1 })]), "unknown");
    assert.equal(await score([phrase("hello", { exclude: true })]), false);
  });

  it("holds 10,000 entries", async () => {
    const entries = Array.from({ length: 10_000 }, (_, at) => phrase(`term${at} of art`));
    assert.equal(await asked({ activationScore: 2, entries }, "a TERM77 of  art, term9999 of art"), true);
    assert.equal(await asked({ activationScore: 2, entries }, "a term77 of art, term10000 of art"), false);
  });
});
