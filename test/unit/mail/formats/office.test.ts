import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { aCompoundFile } from "../../../support/formats/a-compound-file.ts";
import { aZip } from "../../../support/formats/a-zip.ts";
import { aDocx, anXlsx, aParagraph } from "../../../support/formats/an-office-file.ts";
import { aFile, holds, seenIn } from "./attached.ts";

const card = "4111111111111111";
const found = async (name: string, bytes: Buffer) => holds((await seenIn(name, bytes)).texts, card);
const run = (text: string, properties = "") => `<w:r><w:rPr>${properties}</w:rPr><w:t>${text}</w:t></w:r>`;

describe("text in a Word document", () => {
  const bodies: Record<string, string> = {
    "split over runs": aParagraph("4111", "1111", "1111", "1111"),
    "split by hidden text": `<w:p>${run("41111111")}${run("999", "<w:vanish/>")}${run("11111111")}</w:p>`,
    "split by deleted text": `<w:p>${run("41111111")}<w:del><w:r><w:delText>99</w:delText></w:r></w:del>${run("11111111")}</w:p>`,
    "split by a field's code": `<w:p>${run("41111111")}<w:r><w:instrText>PAGE 7</w:instrText></w:r>${run("11111111")}</w:p>`,
    "split by a text box": `<w:p>${run("41111111")}<w:r><w:pict><w:txbxContent>${aParagraph("box")}</w:txbxContent></w:pict></w:r>${run("11111111")}</w:p>`,
    "split by numbers of layout": `<w:p>${run("41111111")}<w:r><wp:posOffset>914400</wp:posOffset></w:r>${run("11111111")}</w:p>`,
    "split by a tag with a quoted bracket": `<w:p>${run("41111111")}<w:bookmarkStart w:name="a>b"/>${run("11111111")}</w:p>`,
    "split by a comment of the XML": `<w:p><w:r><w:t>41111111<!-- 9 -->11111111</w:t></w:r></w:p>`,
    "in character references": `<w:p>${run("&#52;1111111&#x31;1111111")}</w:p>`,
    "in CDATA": `<w:p>${run(`<![CDATA[${card}]]>`)}</w:p>`,
    "in a symbol font": `<w:p>${run("411111111111111")}<w:r><w:sym w:font="Symbol" w:char="F031"/></w:r></w:p>`,
    "in hidden text": `<w:p>${run(card, "<w:vanish/>")}</w:p>`,
    "in deleted text": `<w:p><w:del><w:r><w:delText>${card}</w:delText></w:r></w:del></w:p>`,
    "in a text box": `<w:p><w:r><mc:AlternateContent><mc:Choice><w:txbxContent>${aParagraph(card)}</w:txbxContent></mc:Choice></mc:AlternateContent></w:r></w:p>`,
    "in an alternative text": `<w:p><w:r><w:drawing><wp:docPr id="1" name="P" descr="card ${card}"/></w:drawing></w:r></w:p>`,
    "in a field's code": `<w:p><w:r><w:instrText>HYPERLINK "https://x.example/${card}"</w:instrText></w:r></w:p>`,
    "with another prefix": `<x:p><x:r><x:t>4111</x:t></x:r><x:r><x:t>111111111111</x:t></x:r></x:p>`,
  };
  for (const [name, body] of Object.entries(bodies)) {
    it(`is found ${name}`, async () => assert.equal(await found("a.docx", aDocx(body)), true));
  }

  const members: Record<string, string> = {
    "word/comments.xml": `<w:comments>${aParagraph("41111111", "11111111")}</w:comments>`,
    "word/footnotes.xml": `<w:footnotes>${aParagraph("41111111", "11111111")}</w:footnotes>`,
    "word/header7.xml": `<w:hdr>${aParagraph("41111111", "11111111")}</w:hdr>`,
    "word/Document.xml": `<w:document><w:body>${aParagraph("41111111", "11111111")}</w:body></w:document>`,
    "elsewhere/main.xml": `<w:document><w:body>${aParagraph("41111111", "11111111")}</w:body></w:document>`,
    "word/document.xml": `<w:document><w:body>${aParagraph("41111111", "11111111")}</w:body></w:document>`,
    "docProps/core.xml": `<cp:coreProperties><dc:subject>${card}</dc:subject></cp:coreProperties>`,
    "docProps/custom.xml": `<Properties><property name="x"><vt:lpwstr>${card}</vt:lpwstr></property></Properties>`,
    "word/_rels/document.xml.rels": `<Relationships><Relationship Id="r1" Target="https://x.example/${card}" TargetMode="External"/></Relationships>`,
    "customXml/item1.xml": `<root><number>${card}</number></root>`,
    "word/afchunk.html": `<html><body><p>41<b>111111</b>11111111</p></body></html>`,
    "word/charts/chart1.xml": `<c:chartSpace><c:v>${card}</c:v></c:chartSpace>`,
    "word/odd.bin": `\0\x01\x02 ${card} \x03`,
    "word/noextension": aParagraph("41111111", "11111111"),
  };
  for (const [name, bytes] of Object.entries(members)) {
    it(`is found in the member ${name}`, async () => {
      assert.equal(await found("a.docx", aDocx(aParagraph("hello"), [{ name, bytes }])), true);
    });
  }

  it("is found in the printed header of a workbook, between codes for places and fonts", async () => {
    const header = '&amp;L&amp;"Arial,Bold"Paid with&amp;C41111111&amp;B11111111&amp;B&amp;RPage &amp;P';
    const sheet = `</sheetData><headerFooter><oddHeader>${header}</oddHeader></headerFooter><sheetData>`;
    assert.equal(await found("a.xlsx", anXlsx([sheet])), true);
  });

  it("keeps paragraphs and cells apart", async () => {
    const cells =
      "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>41111111</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>11111111</w:t></w:r></w:p></w:tc></w:tr></w:tbl>";
    const { texts } = await seenIn("a.docx", aDocx(cells));
    assert.ok(!holds(texts, /41111111\n?11111111/));
  });

  it("closes when its XML defines words of its own", async () => {
    const bytes = `<!DOCTYPE x [<!ENTITY a "4111">]><w:document><w:body>${aParagraph("&a;")}</w:body></w:document>`;
    const { findings } = await seenIn("a.docx", aDocx("", [{ name: "word/x.xml", bytes }]));
    assert.deepEqual(findings, ["ambiguous xml-entities"]);
  });

  it("reads UTF-16", async () => {
    const bytes = Buffer.from(`\ufeff<w:hdr>${aParagraph("41111111", "11111111")}</w:hdr>`, "utf16le");
    assert.equal(await found("a.docx", aDocx("", [{ name: "word/header1.xml", bytes }])), true);
  });
});

describe("text in a workbook", () => {
  const cell = (name: string, type: string, inner: string) =>
    `<row r="1"><c r="${name}" t="${type}">${inner}</c></row>`;
  const rows: Record<string, string> = {
    "as a number": `<row r="1"><c r="A1"><v>${card}</v></c></row>`,
    "as a number with an exponent": `<row r="1"><c r="A1"><v>4.111111111111111E15</v></c></row>`,
    "as an inline string of runs": cell("A1", "inlineStr", "<is><r><t>41111111</t></r><r><t>11111111</t></r></is>"),
    "as a formula's result": cell("A1", "str", `<f>A2&amp;A3</f><v>${card}</v>`),
    "in a formula that joins": cell("A1", "str", '<f>"41111111"&amp;"11111111"</f>'),
    "in a cell without a name": `<row><c t="str"><v>${card}</v></c></row>`,
    "in a prompt": `</sheetData><dataValidations><dataValidation prompt="${card}"/></dataValidations><sheetData>`,
    "in a header": `</sheetData><headerFooter><oddHeader>${card}</oddHeader></headerFooter><sheetData>`,
  };
  for (const [name, row] of Object.entries(rows)) {
    it(`is found ${name}`, async () => assert.equal(await found("a.xlsx", anXlsx([row])), true));
  }

  it("is found in shared strings that cells use and that none uses", async () => {
    const strings = {
      name: "xl/sharedStrings.xml",
      bytes: `<sst><si><t>x</t></si><si><r><t>41111111</t></r><r><t>11111111</t></r></si></sst>`,
    };
    assert.equal(await found("a.xlsx", anXlsx([cell("C3", "s", "<v>1</v>")], [strings])), true);
    assert.equal(await found("a.xlsx", anXlsx([cell("C3", "s", "<v>0</v>")], [strings])), true);
  });

  it("is found in a second table of strings", async () => {
    const first = { name: "xl/sharedStrings.xml", bytes: "<sst><si><t>x</t></si></sst>" };
    const second = { name: "xl/SharedStrings.xml", bytes: `<sst><si><t>${card}</t></si></sst>` };
    assert.equal(await found("a.xlsx", anXlsx([cell("A1", "s", "<v>0</v>")], [first, second])), true);
  });

  it("is found in the values a pivot table keeps", async () => {
    const cache = {
      name: "xl/pivotCache/def1.xml",
      bytes: `<pivotCacheDefinition><s v="${card}"/></pivotCacheDefinition>`,
    };
    assert.equal(await found("a.xlsx", anXlsx([], [cache])), true);
  });

  it("shows a number as its format groups it", async () => {
    const styles = {
      name: "xl/styles.xml",
      bytes:
        '<styleSheet><numFmts><numFmt numFmtId="164" formatCode="000\\-00\\-0000"/></numFmts><cellXfs><xf numFmtId="0"/><xf numFmtId="164"/></cellXfs></styleSheet>',
    };
    const { texts } = await seenIn(
      "a.xlsx",
      anXlsx(['<row r="1"><c r="A1" s="1"><v>78051120</v></c></row>'], [styles]),
    );
    assert.ok(holds(texts, "078-05-1120"));
  });

  it("never joins two cells or two rows", async () => {
    const two = '<row r="1"><c r="A1"><v>41111111</v></c><c r="B1"><v>11111111</v></c></row>';
    const below = '<row r="1"><c r="A1"><v>41111111</v></c></row><row r="2"><c r="A2"><v>11111111</v></c></row>';
    assert.equal(holds((await seenIn("a.xlsx", anXlsx([two]))).texts, /41111111\s*11111111/), false);
    assert.equal(holds((await seenIn("a.xlsx", anXlsx([below]))).texts, /41111111[ \t\n]*11111111/), false);
  });

  it("names cells by sheet, row and column, also where cells are left out", async () => {
    const row =
      '<row r="70000"><c r="B70000"><v>5</v></c><c r="AAA70000"><v>7</v></c><c r="AAB70000"><v>8</v></c></row>';
    const { views } = await seenIn("a.xlsx", anXlsx(["", row]));
    const table = views.find(({ view }) => view === "cells");
    assert.equal(table?.cellAt?.(table.text.indexOf("8")), "sheet2!AAB70000");
    assert.equal(table?.cellAt?.(table.text.indexOf("5")), "sheet2!B70000");
  });

  it("closes a binary workbook", async () => {
    const { findings } = await seenIn(
      "a.xlsb",
      anXlsx([], [{ name: "xl/workbook.bin", bytes: Buffer.from("\x83\x01\0") }]),
    );
    assert.deepEqual(findings, ["unreadable binary-workbook"]);
  });
});

describe("files in files", () => {
  const inner = aDocx(aParagraph("4111", "111111111111"));
  const inSheet = anXlsx([], [{ name: "xl/embeddings/Microsoft_Word_Document1.docx", bytes: inner }]);
  const wrapped = aCompoundFile({ Package: inner });
  const packed = Buffer.concat([
    Buffer.from([0, 0, 0, 0, 2, 0]),
    Buffer.from("a.docx\0C:\\a.docx\0"),
    Buffer.from([0, 0, 3, 0, 2, 0, 0, 0]),
    Buffer.from("x\0"),
    Buffer.from(Uint32Array.of(inner.length).buffer),
    inner,
  ]);
  const cases: Record<string, Buffer> = {
    "a document in a workbook in a zip": aZip([{ name: "a.xlsx", bytes: inSheet }]),
    "a wrapped object in a document": aDocx("", [{ name: "word/embeddings/oleObject1.bin", bytes: wrapped }]),
    "a packed file in a document": aDocx("", [
      { name: "word/embeddings/oleObject2.bin", bytes: aCompoundFile({ "\u0001Ole10Native": packed }) },
    ]),
    "a document called a picture": aDocx("", [{ name: "word/media/image1.png", bytes: inner }]),
    "a message in a zip": aZip([{ name: "a.eml", bytes: aFile("a.docx", inner) }]),
  };
  for (const [name, bytes] of Object.entries(cases)) {
    it(`are read: ${name}`, async () => {
      const { texts, findings } = await seenIn("a.bin", bytes);
      assert.ok(holds(texts, card));
      assert.deepEqual(findings, []);
    });
  }

  it("leaves pictures and unknown parts of programs alone", async () => {
    const more = [
      { name: "word/media/image1.png", bytes: Buffer.from("89504e470d0a1a0a0000", "hex") },
      { name: "word/printerSettings1.bin", bytes: Buffer.from([0, 1, 2, 255, 254, 3, 0, 0, 9]) },
    ];
    assert.deepEqual((await seenIn("a.docx", aDocx(aParagraph("hi"), more))).findings, []);
  });

  it("closes when a password locks it", async () => {
    const locked = aCompoundFile({ EncryptionInfo: Buffer.alloc(8), EncryptedPackage: Buffer.alloc(600, 7) });
    assert.deepEqual((await seenIn("a.docx", locked)).findings, ["encrypted application/x-ole-storage"]);
    const open = aZip([
      { name: "mimetype", bytes: "application/vnd.oasis.opendocument.text", stored: true },
      { name: "content.xml", bytes: Buffer.alloc(200, 9) },
      { name: "META-INF/manifest.xml", bytes: "<manifest><file-entry><encryption-data/></file-entry></manifest>" },
    ]);
    assert.deepEqual((await seenIn("a.odt", open)).findings, ["encrypted open-document"]);
  });
});
