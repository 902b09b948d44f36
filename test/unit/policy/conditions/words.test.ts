import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { aMultipart } from "../../mail/a-mail.ts";
import { damaged, outcomeOf, plain, resultOf, withBody } from "./a-condition.ts";

describe("“words are found”", () => {
  it("finds words whole, in the chosen places, in any case", async () => {
    assert.equal(await resultOf("words", { words: ["MERGER"] }), true);
    assert.equal(await resultOf("words", { words: ["merge"] }), false);
    assert.equal(await resultOf("words", { words: ["merge"], wholeWords: false }), true);
    assert.equal(await resultOf("words", { words: ["merger"], scopes: ["subject"] }), false);
    assert.equal(await resultOf("words", { words: ["The  MERGER is"], matchCase: true }), false);
    assert.equal(await resultOf("words", { words: ["is \t secret"] }), true);
    assert.equal(await resultOf("words", { words: ["[card]"] }, withBody("a[Card]b, x [card]")), true);
    assert.equal(await resultOf("words", { words: ["秘密"] }, withBody("これは秘密です")), true);
  });

  it("counts those in two views of one text once", async () => {
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

  it("is unknown, not false, where something could not be read", async () => {
    assert.equal(await resultOf("words", { words: ["x"], scopes: ["attachments"] }, { raw: damaged }), "unknown");
    assert.equal(await resultOf("words", { words: ["hello"] }, { raw: damaged }), true);
  });

  it("shows of what it found four characters at most", async () => {
    const { evidence } = await outcomeOf("words", { words: ["the merger is secret"] }, { raw: plain });
    assert.deepEqual(evidence, [{ redacted: "**** cret", where: { scope: "body", part: "1", view: "text", line: 1 } }]);
  });
});
