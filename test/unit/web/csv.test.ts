import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { toCsv } from "../../../web/admin/src/parts/list/csv.ts";

describe("a CSV file of the console", () => {
  const cellOf = (text: string) => toCsv([[text]]).replace(/^\ufeff|\r\n$/g, "");

  for (const sign of ["=", "+", "-", "@", "\t=", "\r=", "\n=", "\uff1d", "\uff0b", "\uff0d", "\uff20"]) {
    it(`begins no cell with ${JSON.stringify(sign)}, which a spreadsheet takes for a formula`, () => {
      assert.match(cellOf(`${sign}cmd|' /C calc'!A0`), /^"?'/);
    });
  }

  it("begins none where a spreadsheet splits at semicolons or tabs, as many countries set it", () => {
    for (const text of ['Plans;=HYPERLINK("http://evil.example")', "a\t=1+1", "a\r\n=1+1", "a;;@SUM(1)", 'a";=1+1'])
      assert.doesNotMatch(cellOf(text), /[;\t\r\n]["']*[=+\-@\uff1d\uff0b\uff0d\uff20](?<!'[=+\-@])/, text);
  });

  it("leaves ordinary words, dates and addresses as they are", () => {
    for (const text of ["Re: a - b; c", "bob+news@partner.example", "2026-11-22T10:00:00.000Z", "", "naïve 😀"])
      assert.equal(cellOf(text), text);
  });

  it("quotes what would end a cell or a line", () => {
    assert.equal(cellOf('say "yes", please'), '"say ""yes"", please"');
    assert.equal(
      toCsv([
        ["a", "b"],
        ["c\nd", "e"],
      ]),
      '\ufeffa,b\r\n"c\nd",e\r\n',
    );
  });
});
