import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { htmlText } from "../../../src/mail/html-text.ts";
import { aPart, textsOf } from "./a-mail.ts";

const number = "4111 1111 1111 1111";
const solid = number.replaceAll(" ", "");
const sees = async (html: string) => {
  const texts = await textsOf(aPart({ "Content-Type": "text/html; charset=utf-8" }, html));
  return texts.some((text) => /4 ?1 ?1 ?1( ?1){12}/.test(text));
};
const each = (open: string, close: string, pieces: readonly string[], between = "") =>
  pieces.map((piece) => open + piece + close).join(between);

describe("blocks that a style puts beside one another", () => {
  const styles = {
    "inline blocks": ['<div style="display:inline-block">', "</div>"],
    "inline paragraphs": ['<p style="display: inline">', "</p>"],
    "floating blocks": ['<div style="float:left">', "</div>"],
    "inline items of a list": ['<li style="display:inline">', "</li>"],
  } as const;
  for (const [name, [open, close]] of Object.entries(styles))
    it(`are read as one line: ${name}`, async () => {
      assert.ok(await sees(each(open, close, number.split(" "))), "groups");
      assert.ok(await sees(each(open, close, [...solid])), "digits");
      assert.ok(await sees(each(open, close, number.split(" "), "\r\n  ")), "on lines of the source");
    });

  it("are read as one line where their container or a style sheet says so", async () => {
    assert.ok(await sees(`<div style="display:flex">${each("<div>", "</div>", [...solid])}</div>`));
    assert.ok(await sees(`<style>.a{display:inline}</style>${each("<div class=a>", "</div>", number.split(" "))}`));
  });

  it("are not joined where no digits meet, nor without such a style, nor across cells", () => {
    assert.equal(htmlText('<div style="float:left">Total 12</div><div>Sum</div>').inRow, null);
    assert.equal(htmlText("<div>12</div><div>34</div>").inRow, null);
    const table = htmlText(
      `<table style="float:left"><tr>${each("<td><p>", "</p></td>", ["4111", "1111"])}</tr></table>`,
    );
    assert.doesNotMatch(table.inRow ?? "", /4111 ?1111/);
  });
});

describe("text that a style hides inside a number", () => {
  const hiding = [
    "font-size:0.1px",
    "color:transparent",
    "color: rgba(0, 0, 0, 0)",
    "position:absolute;left:-9999px",
    "display:inline-block;width:0;overflow:hidden",
    "position:absolute;clip:rect(0,0,0,0)",
    "transform:scale(0)",
    "d\\69splay:none",
    "display/**/:/**/none",
  ];
  for (const style of hiding)
    it(`is left out: ${style}`, async () =>
      assert.ok(await sees(`4111<span style="${style}">zz</span>${solid.slice(4)}`)));

  const sheets = {
    "span[data-x]{display:none}": "<span data-x=1>",
    "p span{display:none}": "<span>",
    "p > span:nth-child(1){display:none}": "<span>",
    ".\\7a{display:none}": "<span class=z>",
    "@media all{.z{display:none}}": "<span class=z>",
  };
  for (const [sheet, open] of Object.entries(sheets))
    it(`is left out by a style sheet: ${sheet}`, async () =>
      assert.ok(await sees(`<style>${sheet}</style><p>4111${open}zz</span>${solid.slice(4)}</p>`)));

  it("is not taken for hidden when it is merely small", () => {
    assert.match(htmlText('<p style="font-size:0.9em;line-height:0;min-width:0">Hello</p>').seen, /Hello/);
    assert.equal(htmlText('<p style="background-color:transparent">Hello</p>').hidden, null);
  });
});

describe("what some readers show and others do not", () => {
  it("is read: generated content with escapes, a page in a page, words for Outlook", async () => {
    const digits = [...number].map((sign) => (sign === " " ? "\\20 " : `\\3${sign} `)).join("");
    assert.ok(await sees(`<style>p::before{content:"${digits}"}</style><p>`));
    assert.ok(await sees(`<iframe srcdoc="&lt;b&gt;41&lt;i&gt;11&lt;/i&gt; 1111 1111 1111&lt;/b&gt;"></iframe>`));
    assert.ok(await sees(`4111 <!--[if mso]>1111 1111<![endif]--> 1111`));
    assert.ok(await sees(`4111 <!--[if !mso]><!-->1111 1111<!--<![endif]--> 1111`));
  });
});
