import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { describe, it } from "node:test";
import { holds, seenIn } from "./attached.ts";

const file = (name: string) => readFileSync(new URL(`../../../fixtures/formats/${name}`, import.meta.url));
const splitCard = "4111 1111 1111 1111";
const gluedCells = /41111111[\s\n]*11111111/;

const letterWords = ["Grüße aus München", "header", "footer", "footnote", "comment", "box", "cell"];
const documents: [name: string, words: string[]][] = [
  ["letter.docx", [...letterWords, "title", "keyword", "hidden", "zebra-link.example"]],
  ["letter.odt", [...letterWords, "title", "keyword", "hidden", "zebra-link.example"]],
  ["letter.doc", [...letterWords, "hidden", "zebra-link.example"]],
  ["letter.rtf", [...letterWords, "title", "keyword", "hidden", "zebra-link.example"]],
  [
    "letter.pdf",
    ["Grüße aus München", "header", "footer", "footnote", "box", "cell", "title", "keyword", "zebra-link"],
  ],
  ["restricted.pdf", ["Grüße aus München", "header", "cell"]],
  ["book.xlsx", ["hidden", "comment", "Zebra-sheet", "formula", "219099999"]],
  ["book.ods", ["hidden", "comment", "Zebra-sheet", "219099999"]],
  ["book.xls", ["hidden", "comment", "Zebra-sheet", "219099999"]],
  ["talk.pptx", ["zebra-slide", "zebra-notes", "zebra-comment"]],
  ["talk.odp", ["zebra-slide", "zebra-notes", "zebra-comment"]],
  ["talk.ppt.gz", ["zebra-slide", "zebra-notes", "zebra-comment"]],
];

describe("a document written by an office program", () => {
  for (const [name, words] of documents) {
    it(`is read whole: ${name}`, async () => {
      const { texts, findings } = await seenIn(name, file(name));
      assert.deepEqual(findings, []);
      for (const word of words) assert.ok(holds(texts, word), `${word} in ${JSON.stringify(texts)}`);
    });

    it(`shows numbers that are parted only by form, and never joins two cells: ${name}`, async () => {
      const { texts } = await seenIn(name, file(name));
      assert.ok(holds(texts, splitCard));
      assert.ok(!holds(texts, gluedCells));
    });

    it(`is known by its content, whatever it is called: ${name}`, async () => {
      const { texts, findings } = await seenIn("holiday.jpg", file(name), "image/jpeg");
      assert.deepEqual(findings, []);
      assert.ok(holds(texts, splitCard));
    });
  }

  it("closes when it asks for a password", async () => {
    assert.deepEqual((await seenIn("locked.pdf", file("locked.pdf"))).findings, ["encrypted application/pdf"]);
  });

  for (const [name, sheet] of [
    ["book.xlsx", "sheet1!D9"],
    ["book.ods", "sheet1!D9"],
    ["book.xls", "sheet1!D9"],
  ] as const) {
    it(`names the sheet and the cell of what it finds: ${name}`, async () => {
      const { views } = await seenIn(name, file(name));
      const table = views.find(({ view, text }) => view === "cells" && text.includes("219099999"));
      assert.equal(table?.cellAt?.(table.text.indexOf("219099999")), sheet);
      assert.equal(table?.cellAt?.(table.text.indexOf("4111 1111")), "sheet1!B2");
    });
  }

  it("names the page, the slide and the notes", async () => {
    const placeOf = async (name: string, word: string) => {
      const { views } = await seenIn(name, file(name));
      return views.find(({ text }) => text.includes(word))?.place;
    };
    assert.equal(await placeOf("letter.pdf", "zebra-cell"), "page 1");
    assert.equal(await placeOf("talk.pptx", "zebra-slide"), "slide 1");
    assert.equal(await placeOf("talk.pptx", "zebra-notes"), "notesSlide 1");
    assert.equal(await placeOf("letter.docx", "zebra-comment"), "comments");
  });
});
