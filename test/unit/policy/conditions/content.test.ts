import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { aMail, aMultipart } from "../../mail/a-mail.ts";
import { damaged, outcomeOf, plain, resultOf } from "./a-condition.ts";

const mail = (...body: string[]) => ({ raw: aMail("From: alice@company.example", "Subject: x", "", ...body) });

describe("conditions on words", () => {
  it("find words whole, in the chosen places, in any case (words)", async () => {
    assert.equal(await resultOf("words", { words: ["MERGER"] }), true);
    assert.equal(await resultOf("words", { words: ["merge"] }), false);
    assert.equal(await resultOf("words", { words: ["merge"], wholeWords: false }), true);
    assert.equal(await resultOf("words", { words: ["merger"], scopes: ["subject"] }), false);
    assert.equal(await resultOf("words", { words: ["The  MERGER is"], matchCase: true }), false);
    assert.equal(await resultOf("words", { words: ["is \t secret"] }), true);
    assert.equal(await resultOf("words", { words: ["[card]"] }, mail("a[Card]b, x [card]")), true);
    assert.equal(await resultOf("words", { words: ["秘密"] }, mail("これは秘密です")), true);
  });

  it("count words, those in two views of one text once", async () => {
    const alternative = {
      raw: aMultipart(
        "multipart/alternative",
        "Content-Type: text/plain\r\n\r\nsecret, truly secret",
        "Content-Type: text/html\r\n\r\n<p>secret, <b>truly</b> secret</p>",
      ),
    };
    assert.equal(await resultOf("words", { words: ["secret"], minimum: 2 }, alternative), true);
    assert.equal(await resultOf("words", { words: ["secret"], minimum: 3 }, alternative), false);
  });

  it("find a subject trigger anywhere in the subject (subject-trigger)", async () => {
    const subject = (text: string) => ({ raw: aMail(`Subject: ${text}`, "", "[encrypt]") });
    assert.equal(await resultOf("subject-trigger", {}, subject("re [ENCRYPT]x")), true);
    assert.equal(await resultOf("subject-trigger", {}, subject("x")), false);
  });

  it("find what a regular expression describes, and refuse one that is none (pattern)", async () => {
    assert.equal(await resultOf("pattern", { pattern: "merg(?:er|ing)\\s+is" }), true);
    assert.equal(await resultOf("pattern", { pattern: "MERGER", matchCase: true }), false);
    assert.equal(await resultOf("pattern", { pattern: "\\d{4}", minimum: 4 }), true);
    assert.equal(await resultOf("pattern", { pattern: "\\d{4}", minimum: 5 }), false);
    assert.equal(await resultOf("pattern", { pattern: "^quarterly", scopes: ["subject"] }), true);
    await assert.rejects(resultOf("pattern", { pattern: "a(b" }), /refused at position 2: missing closing \)/);
  });

  it("find header fields, technical ones too (header)", async () => {
    const raw = aMail("X-Class: Top  Secret", "X-MS-Label: 7", "Subject: x", "", "y");
    assert.equal(await resultOf("header", { name: "x-class" }, { raw }), true);
    assert.equal(await resultOf("header", { name: "X-Other" }, { raw }), false);
    assert.equal(await resultOf("header", { name: "X-Class", contains: ["top secret"] }, { raw }), true);
    assert.equal(await resultOf("header", { name: "X-MS-Label", contains: ["8"] }, { raw }), false);
  });

  it("count detector matches by confidence, number and place (detector)", async () => {
    const settings = { detector: "payment-card" };
    assert.equal(await resultOf("detector", settings), true);
    assert.equal(await resultOf("detector", { ...settings, minimum: 2 }), false);
    assert.equal(await resultOf("detector", { ...settings, scopes: ["subject"] }), false);
    const twice = mail("card 4111 1111 1111 1111", "card 4111 1111 1111 1111");
    assert.equal(await resultOf("detector", { ...settings, minimum: 2 }, twice), false);
    assert.equal(await resultOf("detector", { ...settings, minimum: 2, unique: false }, twice), true);
  });

  it("are unknown, not false, where something could not be read", async () => {
    const asking = { raw: damaged, file: { dictionaries: [{ id: "d", name: "D", entries: [{ phrase: "x" }] }] } };
    assert.equal(await resultOf("words", { words: ["x"], scopes: ["attachments"] }, asking), "unknown");
    assert.equal(await resultOf("words", { words: ["hello"] }, asking), true);
    assert.equal(await resultOf("pattern", { pattern: "x\\d" }, asking), "unknown");
    assert.equal(await resultOf("dictionary", { dictionary: "d" }, asking), "unknown");
    assert.equal(await resultOf("detector", { detector: "us-ssn" }, asking), "unknown");
    assert.equal(await resultOf("subject-trigger", {}, asking), false);
  });

  it("show of what they found four characters at most", async () => {
    const { evidence } = await outcomeOf("words", { words: ["the merger is secret"] }, { raw: plain });
    assert.deepEqual(evidence, [{ redacted: "**** cret", where: { scope: "body", part: "1", view: "text", line: 1 } }]);
  });
});

describe("dictionaries", () => {
  const asked = async (dictionary: object, ...body: string[]) => {
    const file = { dictionaries: [{ id: "d", name: "D", ...dictionary }] };
    return resultOf("dictionary", { dictionary: "d" }, { ...mail(...body), file });
  };
  const phrase = (text: string, more: object = {}) => ({ phrase: text, ...more });

  it("add up weights until the activation score is reached (dictionary)", async () => {
    const dictionary = { activationScore: 5, entries: [phrase("merger", { weight: 3 }), phrase("bid", { weight: 2 })] };
    assert.equal(await asked(dictionary, "the merger and the bid"), true);
    assert.equal(await asked(dictionary, "the merger"), false);
    assert.equal(await asked(dictionary, "the merger, a Merger"), true);
    assert.equal(await asked(dictionary, "mergers and bids, merger"), false);
    assert.equal(await asked({ ...dictionary, wholeWords: false }, "mergers and bids"), true);
    assert.equal(await asked({ ...dictionary, matchCase: true }, "the Merger and the bid"), false);
  });

  it("take an entry for its maximum at most, and let weights speak against", async () => {
    const entries = [phrase("fee", { weight: 2, maximum: 4 }), phrase("joke", { weight: -3 })];
    assert.equal(await asked({ activationScore: 4, entries }, "fee fee fee"), true);
    assert.equal(await asked({ activationScore: 5, entries }, "fee fee fee"), false);
    assert.equal(await asked({ activationScore: 4, entries }, "fee fee joke"), false);
  });

  it("want what is required and refuse what is excluded", async () => {
    const entries = [
      phrase("price"),
      phrase("confidential", { weight: 0, required: true }),
      phrase("draft", { exclude: true }),
    ];
    assert.equal(await asked({ entries }, "the price"), false);
    assert.equal(await asked({ entries }, "confidential price"), true);
    assert.equal(await asked({ entries }, "confidential price, a draft"), false);
  });

  it("hold regular expressions beside phrases, refused where the engine refuses them", async () => {
    const entries = [{ pattern: "proj(?:ect)?-\\d+", weight: 2 }, phrase("falcon")];
    assert.equal(await asked({ activationScore: 3, entries }, "Project-77 falcon"), true);
    assert.equal(await asked({ activationScore: 3, entries }, "Project-x falcon"), false);
    await assert.rejects(asked({ entries: [{ pattern: "(?=x)" }] }, ""), /entries\[0\]\.pattern.*position 1/);
    await assert.rejects(asked({ entries: [{ phrase: "a", pattern: "b" }] }, ""), /a phrase or a pattern/);
    await assert.rejects(resultOf("dictionary", { dictionary: "none" }), /there is no dictionary/);
  });

  it("count what stands in several parts, but not the same text twice", async () => {
    const file = { dictionaries: [{ id: "d", name: "D", activationScore: 2, entries: [phrase("alpha")] }] };
    const html = "Content-Type: text/html\r\n\r\n<b>alpha</b>";
    const text = "Content-Type: text/plain\r\n\r\nalpha";
    const score = (raw: Buffer) => resultOf("dictionary", { dictionary: "d" }, { raw, file });
    assert.equal(await score(aMultipart("multipart/alternative", text, html)), false);
    assert.equal(await score(aMultipart("multipart/mixed", text, html)), true);
  });

  it("with excluded entries or negative weights are unknown where something could not be read", async () => {
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

  it("hold 10,000 entries", async () => {
    const entries = Array.from({ length: 10_000 }, (_, at) => phrase(`term${at} of art`));
    assert.equal(await asked({ activationScore: 2, entries }, "a TERM77 of  art, term9999 of art"), true);
    assert.equal(await asked({ activationScore: 2, entries }, "a term77 of art, term10000 of art"), false);
  });
});
