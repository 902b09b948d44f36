import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { describe, it } from "node:test";
import { aZip } from "../../../support/formats/a-zip.ts";
import { factsOf } from "../../policy/judging.ts";
import { aFile } from "./attached.ts";

const file = (name: string) => readFileSync(new URL(`../../../fixtures/formats/${name}`, import.meta.url));
const cardIn = async (name: string, bytes: Buffer) =>
  (await factsOf(aFile(name, bytes))).detectors["payment-card"]?.matches.find(({ confidence }) => confidence !== "low");

describe("evidence in a document", () => {
  it("names the sheet and the cell", async () => {
    assert.equal((await cardIn("book.xlsx", file("book.xlsx")))?.where.cell, "sheet1!B2");
  });

  it("names the page, and the part inside an archive", async () => {
    const match = await cardIn("a.zip", aZip([{ name: "letter.pdf", bytes: file("letter.pdf") }]));
    assert.deepEqual([match?.where.part, match?.where.place], ["1.1", "page 1"]);
  });

  it("counts one card once, though several views of a document show it", async () => {
    const facts = await factsOf(aFile("letter.docx", file("letter.docx")));
    const cards = facts.detectors["payment-card"]?.matches.filter(({ confidence }) => confidence !== "low") ?? [];
    assert.equal(cards.length, 2);
  });
});
