import assert from "node:assert/strict";
import { globSync, readFileSync } from "node:fs";
import { describe, it } from "node:test";
import { createCatalog } from "../../../web/catalogs/catalog.ts";
import pages from "../../../web/catalogs/en/pages.json" with { type: "json" };
import { languageFor, languages, pageTexts } from "../../../web/pickup/page-texts.ts";

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
  const letters = { limit: "L", part: "P", used: "U", mailbox: "M", domain: "D" };
  const isValue = (name: string | undefined) => name !== undefined && name in { ...values, ...more, ...letters };

  it("are all well-formed", () => {
    for (const key of Object.keys(pages))
      assert.notEqual(pageTexts("en").text(key as keyof typeof pages, { ...values, ...more, ...letters }), "");
  });

  it("say in every language the same, with the same values", () => {
    const given = (text: string) =>
      [...new Set([...text.matchAll(/\{(\w{3,})(?=[,}])/g)].map(([, name]) => name))].sort();
    for (const language of languages) {
      const file = new URL(`../../../web/catalogs/${language}/pages.json`, import.meta.url);
      const own = JSON.parse(readFileSync(file, "utf8")) as Record<string, string>;
      assert.deepEqual(Object.keys(own).sort(), Object.keys(pages).sort(), language);
      const texts = pageTexts(language);
      for (const [key, english] of Object.entries(pages) as [keyof typeof pages, string][]) {
        assert.deepEqual(given(own[key] ?? "").filter(isValue), given(english).filter(isValue), `${language}: ${key}`);
        for (const count of [1, 2, 3, 11, 100]) {
          const text = texts.text(key, { ...values, ...more, ...letters, count });
          assert.notEqual(text.trim(), "", `${language}: ${key}`);
          assert.doesNotMatch(text, /[{}<>]/, `${language}: ${key}`);
        }
      }
    }
  });

  it("come in the language that the browser asks for most, else in English", () => {
    for (const [asked, language] of [
      ["de-CH,de;q=0.9,en;q=0.8", "de"],
      ["nl, fr;q=0.5, es;q=0.7", "es"],
      ["pt-PT", "pt-BR"],
      ["ar-EG;q=0, ja", "ja"],
      ["tlh, x-y;q=abc, *", "en"],
      [`${"a,".repeat(9000)}de`, "en"],
      [undefined, "en"],
    ] as const)
      assert.equal(languageFor(asked), language, asked);
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
