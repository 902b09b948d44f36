import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { drawBody } from "../../../src/pickup/body/draw-body.ts";
import { aView } from "./in-memory-mailbox.ts";

describe("drawing a body", () => {
  it("shows markup that is too much to make safe as its text", () => {
    for (const html of ["<div>".repeat(150_000), `<p>${"x".repeat(3_000_001)}</p>`]) {
      const { html: drawn } = drawBody(aView({ html, text: "the text" }), "html");
      assert.match(drawn, /^<div[^>]*>the text<\/div>$/);
    }
  });

  it("takes the text from between the tags when the mail has no text of its own", () => {
    const { html } = drawBody(aView({ html: "<p>one</p><b>two</b>", text: "" }), "text");
    assert.match(html, /one\s+two/);
    assert.doesNotMatch(html, /&lt;/);
  });

  it("shows the beginning of an endless text, and says so", () => {
    const long = drawBody(aView({ text: "a line\n".repeat(300_000) }), "text");
    assert.equal(long.isCut, true);
    assert.ok(long.html.length < 1_100_000);
    assert.equal(drawBody(aView(), "text").isCut, false);
  });

  it("gives a short letter little room and a long one much", () => {
    const lengths = ["Hello", "a line\n".repeat(15), "a line\n".repeat(80)].map(
      (text) => drawBody(aView({ text }), "text").length,
    );
    assert.deepEqual(lengths, ["s", "m", "l"]);
  });
});
