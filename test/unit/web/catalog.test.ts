import assert from "node:assert/strict";
import { globSync, readFileSync } from "node:fs";
import { describe, it } from "node:test";
import { createCatalog } from "../../../web/catalogs/catalog.ts";
import pages from "../../../web/catalogs/en/pages.json" with { type: "json" };
import { pageTexts } from "../../../web/pickup/page-texts.ts";

describe("a catalog", () => {
  const catalog = createCatalog("en", {
    hello: "Hello {name}",
    files: "{count, plural, one {# file} other {# files}}",
  });

  it("puts values into texts as they are", () => {
    assert.equal(catalog.text("hello", { name: "<b>{x}</b>" }), "Hello <b>{x}</b>");
    assert.deepEqual(
      [catalog.text("files", { count: 1 }), catalog.text("files", { count: 1200 })],
      ["1 file", "1,200 files"],
    );
  });

  it("fails for a text or a value that is missing", () => {
    assert.throws(() => catalog.text("goodbye" as "hello"), /no text for goodbye in en/);
    assert.throws(() => catalog.text("hello"));
  });
});

describe("the pages' texts", () => {
  it("are all well-formed", () => {
    const values = {
      portal: "P",
      title: "T",
      name: "N",
      size: 1,
      count: 2,
      number: 1,
      minimum: 12,
      maximum: 128,
      days: 7,
    };
    const more = { address: "a@b.example", masked: "a…", sender: "S", date: "D", reference: "R" };
    const letters = { limit: "L", part: "P", used: "U" };
    for (const key of Object.keys(pages))
      assert.notEqual(pageTexts("en").text(key as keyof typeof pages, { ...values, ...more, ...letters }), "");
  });

  it("are all used", () => {
    const files = globSync(["web/pickup/**/*.ts", "functions/pickup-api/**/*.ts"], {
      cwd: new URL("../../..", import.meta.url),
    });
    assert.ok(files.length > 20);
    const code = files.map((file) => readFileSync(new URL(`../../../${file}`, import.meta.url), "utf8")).join("\n");
    const stems = [...code.matchAll(/`([\w.-]+)\$\{[^}]*\}([\w.-]*)`/g)].map(
      ([, head = "", tail = ""]) => new RegExp(`^${head}.+${tail}$`),
    );
    const unused = Object.keys(pages).filter(
      (key) => !code.includes(`"${key}"`) && !stems.some((stem) => stem.test(key)),
    );
    assert.deepEqual(unused, []);
  });
});
