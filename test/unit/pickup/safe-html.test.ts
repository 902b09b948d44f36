import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import { Parser } from "htmlparser2";
import { allowedAttributes, allowedTags } from "../../../src/pickup/body/allowed.ts";
import { filterStyle } from "../../../src/pickup/body/filter-style.ts";
import { safeHtml } from "../../../src/pickup/body/safe-html.ts";
import { textToHtml } from "../../../src/pickup/body/text-to-html.ts";
import { hostile } from "./hostile-html.ts";

const png = Buffer.from("89504e470d0a1a0a0000000d49484452", "hex");

/** Asserts that only allowed elements and attributes are left, and that nothing is loaded or run. */
function assertHarmless(html: string): void {
  const parser = new Parser({
    onopentag: (name, attributes) => {
      assert.ok(allowedTags.includes(name), `<${name}> is left in ${html}`);
      for (const [attribute, value] of Object.entries(attributes)) {
        const known = [...(allowedAttributes["*"] ?? []), ...(allowedAttributes[name] ?? [])];
        assert.ok(known.includes(attribute), `${attribute} is left in ${html}`);
        if (attribute === "src") assert.match(value, /^data:image\/(png|jpeg|gif|webp);base64,[\w+/=]+$/);
        if (attribute === "href") assert.match(value, /^(https?:\/\/|mailto:|tel:)/i);
        if (attribute === "style") assert.doesNotMatch(value, /url|expression|import|\\|position|behaviou?r|\/\*|@/i);
      }
    },
    oncomment: (text) => assert.fail(`a comment is left: ${text}`),
  });
  parser.end(html);
}

describe("a body made safe", () => {
  for (const [name, html] of Object.entries(hostile)) {
    it(`has no ${name}`, () => {
      const once = safeHtml(html).html;
      assertHarmless(once);
      assert.doesNotMatch(once, /alert\(1\)(?![^<]*&gt;)[^<]*<\/script|<script|javascript:/i);
      assert.equal(safeHtml(once).html, once);
    });
  }

  it("is harmless whatever pieces of markup are put together", () => {
    const pieces = Object.values(hostile).flatMap((html) => html.split(/(?=[<>"'])/));
    const any = fc.array(fc.oneof(fc.constantFrom(...pieces), fc.string()), { maxLength: 12 });
    fc.assert(
      fc.property(any, (parts) => assertHarmless(safeHtml(parts.join("")).html)),
      { numRuns: 400 },
    );
  });

  it("keeps what formats a letter", () => {
    const letter =
      '<h1>Offer</h1><p style="color:#333;font-family:\'Segoe UI\', Arial">Dear <b>Bob</b>,<br>see <a href="https://northwind.example/a?b=1&amp;c=2">here</a></p>' +
      '<table border="1" cellpadding="4"><tr><td colspan="2" align="right" bgcolor="#eeeeee">1,200</td></tr></table><ul><li>one</li></ul>';
    const { html, blockedImages } = safeHtml(letter);
    assert.equal(blockedImages, 0);
    for (const kept of [
      "<h1>Offer</h1>",
      "color:#333",
      "<b>Bob</b>",
      'colspan="2"',
      'bgcolor="#eeeeee"',
      "<li>one</li>",
    ]) {
      assert.ok(html.includes(kept), `${kept} is missing in ${html}`);
    }
    assert.match(
      html,
      /<a href="https:\/\/northwind\.example\/a\?b=1&amp;c=2" target="_blank" rel="noopener noreferrer nofollow">/,
    );
  });

  it("shows the mail's own pictures by Content-ID, typed by their bytes", () => {
    const images = new Map([
      ["logo@x", png],
      ["page@x", Buffer.from("<html>")],
    ]);
    const { html, blockedImages } = safeHtml(
      '<img src="cid:logo%40x" alt="Logo"><img src="CID:page@x" alt="Page"><img src="cid:none">',
      images,
    );
    assert.match(html, /<img alt="Logo" src="data:image\/png;base64,/);
    assert.match(html, /<span>\[Page\]<\/span>/);
    assert.equal(html.match(/<img/g)?.length, 1);
    assert.equal(blockedImages, 0);
  });

  it("counts pictures from elsewhere and shows their descriptions instead", () => {
    const { html, blockedImages } = safeHtml(
      '<img src="https://a.example/1.png" alt="Chart &amp; table"><img src="//b.example/2.png">',
    );
    assert.equal(blockedImages, 2);
    assert.match(html, /<span>\[Chart &amp; table\]<\/span>/);
    assert.doesNotMatch(html, /a\.example|b\.example/);
  });

  it("survives ten thousand nested elements", () => {
    const { html } = safeHtml(`${"<div>".repeat(10_000)}deep`);
    assert.ok(html.length < 10_000);
  });
});

describe("a style attribute", () => {
  it("keeps harmless declarations and drops the rest", () => {
    const style =
      "color: RED; background:url(x); font-size:12px ;position:absolute; margin : 0 auto; width:calc(100% - 1px)";
    assert.equal(filterStyle(style), "color:RED;font-size:12px;margin:0 auto");
  });

  it("drops unbalanced quotes", () => assert.equal(filterStyle("font-family:'x; color:red"), "color:red"));
});

describe("a plain-text body", () => {
  it("is shown as it was typed, with web addresses as links", () => {
    const { html } = safeHtml(textToHtml('a <b> & "c"\n  see https://x.example/a?b=1&c=2. (https://y.example/d)'));
    assert.match(html, /a &lt;b&gt; &amp; "c"\n {2}see <a href="https:\/\/x\.example\/a\?b=1&amp;c=2"/);
    assert.match(html, /\(<a href="https:\/\/y\.example\/d"[^>]*>https:\/\/y\.example\/d<\/a>\)/);
    assert.match(html, /white-space:pre-wrap/);
  });

  it("cannot bring markup with it", () => {
    for (const html of Object.values(hostile)) {
      const shown = safeHtml(textToHtml(html)).html;
      assertHarmless(shown);
      assert.equal(shown.match(/<(?!\/?(?:div|a)\b)/), null);
    }
  });
});
