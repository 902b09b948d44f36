import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { readLinks } from "../../../src/mail/data-links.ts";

const base64 = (text: string) => Buffer.from(text).toString("base64");

describe("texts in links of a document", () => {
  const links: Record<string, string> = {
    "in base64": `<img src="data:image/svg+xml;base64,${base64("<svg>4111</svg>")}">`,
    "with percent signs": "<img src='data:image/svg+xml,%3Csvg%3E4111%3C/svg%3E'>",
    "with a charset": `<a href=data:image/svg+xml;charset=utf-8;base64,${base64("<svg>4111</svg>")}>x</a>`,
    "in a style": `<style>p{background:url(data:image/svg+xml;base64,${base64("<svg>4111</svg>")})}</style>`,
  };
  for (const [name, html] of Object.entries(links)) {
    it(`are found ${name}`, () => assert.deepEqual(readLinks(html).texts, ["<svg>4111</svg>"]));
  }

  it("are none where a picture or another link stands", () => {
    assert.deepEqual(readLinks('<img src="data:image/png;base64,iVBORw0KGgo="><a href="https://x.example/?data:1">'), {
      texts: [],
      files: [],
      more: false,
    });
  });

  it("are looked at up to a limit", () => {
    const { texts, more } = readLinks("<a href='data:text/plain,a'>".repeat(300));
    assert.deepEqual([texts.length, more], [200, true]);
  });
});
