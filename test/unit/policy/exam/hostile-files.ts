import { brotliCompressSync, deflateSync, gzipSync } from "node:zlib";
import { aPdf, onePage, textAt } from "../../../support/formats/a-pdf.ts";
import { aTar } from "../../../support/formats/a-tar.ts";
import { aTnef, attribute } from "../../../support/formats/a-tnef.ts";
import { aZip } from "../../../support/formats/a-zip.ts";
import { aDocx, anXlsx, aParagraph } from "../../../support/formats/an-office-file.ts";
import { anOutlookMessage, attachment, binary, text as property } from "../../../support/formats/an-outlook-message.ts";
import { aFile } from "../../mail/formats/attached.ts";
import { base64, card, type Hostile, text } from "./hostile.ts";

const docx = aDocx(aParagraph("4111 1111", " 1111 1111"));
const pdf = aPdf(onePage(textAt(50, 700, card)));
const zip = (name: string, bytes: Buffer | string) => aZip([{ name, bytes }]);
const png = Buffer.from("89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c489", "hex");
const row = (cells: string) => `<row r="1">${cells}</row>`;
const noise = Buffer.from(Array.from({ length: 3_000 }, (_, index) => (index * 7_919 + (index >> 3)) & 255));
const signature = (hex: string) => Buffer.concat([Buffer.from(hex, "hex"), noise]);
const member = (name: string, bytes: string) => aDocx(aParagraph("hello"), [{ name, bytes }]);
const opendocument = (content: string, type = "text") =>
  aZip([
    { name: "mimetype", bytes: `application/vnd.oasis.opendocument.${type}`, stored: true },
    {
      name: "content.xml",
      bytes: `<office:document-content><office:body>${content}</office:body></office:document-content>`,
    },
  ]);

/** Files with a card number, and files that nobody but their program can read. */
export const hostileFiles: Hostile = {
  "a text file": aFile("a.txt", Buffer.from(text), "text/plain"),
  "a text file in UTF-16": aFile("a.txt", Buffer.from(`\ufeff${text}`, "utf16le"), "text/plain"),
  "a log file": aFile("a.log", Buffer.from(text)),
  "a file without extension": aFile("notes", Buffer.from(text)),
  "a JSON file": aFile("a.json", Buffer.from(`{"card":"4111111111111111"}`)),
  "a YAML file": aFile("a.yaml", Buffer.from(`card: "4111111111111111"\n`)),
  "an XML file": aFile("a.xml", Buffer.from(`<?xml version="1.0"?><a><b>41<c/>11 1111</b><!-- x --> 1111 1111</a>`)),
  "a table with semicolons": aFile("a.csv", Buffer.from(`name;card\nBob;"4111 1111 1111 1111"\n`)),
  "a table with tabs": aFile("a.tsv", Buffer.from(`name\tcard\nBob\t4111111111111111\n`)),
  "a table in UTF-16": aFile("a.csv", Buffer.from(`\ufeffname\tcard\nBob\t4111 1111 1111 1111\n`, "utf16le")),
  "a web page": aFile("a.html", Buffer.from("<p>41<b>11</b> 1111 1111 1111")),
  "a web page called a picture": aFile("a.png", Buffer.from("<p>41<b>11</b> 1111 1111 1111"), "image/png"),
  "a drawing": aFile(
    "a.svg",
    Buffer.from("<svg xmlns='http://www.w3.org/2000/svg'><text>4111<tspan> 1111</tspan> 1111 1111</text></svg>"),
  ),
  "a packed drawing": aFile("a.svgz", gzipSync(`<svg xmlns='http://www.w3.org/2000/svg'><text>${card}</text></svg>`)),
  "a calendar with folded lines": aFile(
    "a.ics",
    Buffer.from(
      "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nDESCRIPTION:card 4111 11\r\n 11 1111 1111\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n",
    ),
  ),
  "a calendar with a file inside": aFile(
    "a.ics",
    Buffer.from(
      `BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nATTACH;ENCODING=BASE64;VALUE=BINARY;FMTTYPE=text/plain:${base64(text)}\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n`,
    ),
  ),
  "a business card": aFile(
    "a.vcf",
    Buffer.from(
      "BEGIN:VCARD\r\nVERSION:2.1\r\nNOTE;ENCODING=QUOTED-PRINTABLE:4111=201111=\r\n=201111=201111\r\nEND:VCARD\r\n",
    ),
  ),
  "a business card with escapes": aFile(
    "a.vcf",
    Buffer.from("BEGIN:VCARD\r\nVERSION:4.0\r\nNOTE:card\\, 4111 1111 1111\\n1111\r\nEND:VCARD\r\n"),
  ),
  "a Word document": aFile("a.docx", docx),
  "a Word document called something else": aFile("a.dat", docx),
  "a Word document in a Word document": aFile(
    "a.docx",
    aDocx(aParagraph("hello"), [{ name: "word/embeddings/b.docx", bytes: docx }]),
  ),
  "a document's footnote": aFile(
    "a.docx",
    member("word/footnotes.xml", `<w:footnotes>${aParagraph("4111 1111", " 1111 1111")}</w:footnotes>`),
  ),
  "a document's chart": aFile(
    "a.docx",
    member("word/charts/chart1.xml", `<c:chartSpace><c:v>${card}</c:v></c:chartSpace>`),
  ),
  "a document's properties": aFile(
    "a.docx",
    member("docProps/app.xml", `<Properties><Company>${card}</Company></Properties>`),
  ),
  "a document's macro text": aFile("a.docm", member("word/vbaData.xml", `<wne:vbaSuppData>${card}</wne:vbaSuppData>`)),
  "a workbook's number": aFile("a.xlsx", anXlsx([row('<c r="A1"><v>4111111111111111</v></c>')])),
  "a workbook's number in the form of science": aFile(
    "a.xlsx",
    anXlsx([row('<c r="A1"><v>4.111111111111111E15</v></c>')]),
  ),
  "a workbook's text": aFile(
    "a.xlsx",
    anXlsx([row(`<c r="A1" t="inlineStr"><is><r><t>4111 1111</t></r><r><t> 1111 1111</t></r></is></c>`)]),
  ),
  "a workbook's formula": aFile(
    "a.xlsx",
    anXlsx([row(`<c r="A1" t="str"><f>"4111"&amp;"1111"</f><v>${card}</v></c>`)]),
  ),
  "a workbook's remark": aFile(
    "a.xlsx",
    anXlsx([row("")], [{ name: "xl/comments1.xml", bytes: `<comments><text><t>${card}</t></text></comments>` }]),
  ),
  "a workbook's name of a sheet": aFile(
    "a.xlsx",
    anXlsx([], [{ name: "xl/workbook.xml", bytes: `<workbook><sheets><sheet name="${card}"/></sheets></workbook>` }]),
  ),
  "a workbook's header": aFile(
    "a.xlsx",
    anXlsx([`</sheetData><headerFooter><oddHeader>&amp;C${card}</oddHeader></headerFooter><sheetData>`]),
  ),
  "an OpenDocument text": aFile(
    "a.odt",
    opendocument(`<text:p>4111<text:s/>1111 <text:span>1111</text:span> 1111</text:p>`),
  ),
  "an OpenDocument sheet": aFile(
    "a.ods",
    opendocument(
      `<table:table><table:table-row><table:table-cell office:value="4111111111111111"><text:p>4.1E+15</text:p></table:table-cell></table:table-row></table:table>`,
      "spreadsheet",
    ),
  ),
  "a flat OpenDocument text": aFile(
    "a.fodt",
    Buffer.from(
      `<?xml version="1.0"?><office:document><office:body><text:p>4111 <text:span>1111</text:span> 1111 1111</text:p></office:body></office:document>`,
    ),
  ),
  "a PDF": aFile("a.pdf", pdf),
  "a PDF with streams in hexadecimal": aFile(
    "a.pdf",
    aPdf(
      {
        ...onePage(""),
        4: { entries: "/Filter/ASCIIHexDecode", data: Buffer.from(textAt(50, 700, card)).toString("hex") },
      },
      false,
    ),
  ),
  "a PDF with kerning": aFile(
    "a.pdf",
    aPdf(onePage("BT /F 12 Tf 50 700 Td [(41)-20(11 )10(1111 1)-5(111 1111)] TJ ET")),
  ),
  "a PDF's outline": aFile(
    "a.pdf",
    aPdf({
      ...onePage(textAt(50, 700, "x"), "", "/Outlines 6 0 R"),
      6: "<</First 7 0 R/Last 7 0 R/Count 1>>",
      7: `<</Title(${card})/Parent 6 0 R>>`,
    }),
  ),
  "a PDF in a zip in a tar": aFile("a.tar", aTar([{ name: "a.zip", bytes: zip("a.pdf", pdf) }])),
  "an RTF file": aFile("a.rtf", Buffer.from("{\\rtf1\\ansi 41{\\b 11} 1111\\~1111\\u32?1111}")),
  "an RTF file called a Word document": aFile("a.doc", Buffer.from("{\\rtf1\\ansi 41{\\b 11} 1111 1111 \\'31111}")),
  "an RTF file's embedded file": aFile(
    "a.rtf",
    Buffer.from(
      `{\\rtf1{\\object\\objemb{\\*\\objclass Package}{\\*\\objdata ${objectData(Buffer.from(text)).toString("hex")}}}}`,
    ),
  ),
  "a zip": aFile("a.zip", zip("a.txt", text)),
  "a zip called a picture": aFile("a.jpg", zip("a.txt", text), "image/jpeg"),
  "a zip behind a picture": aFile("a.png", Buffer.concat([png, zip("a.txt", text)])),
  "a zip in a zip in a zip": aFile("a.zip", zip("b.zip", zip("c.zip", zip("a.txt", text)))),
  "a zip with a name of a number": aFile("a.zip", zip("4111 1111 1111 1111.txt", "x")),
  "a zip with a hidden member": aFile(
    "a.zip",
    aZip([
      { name: "a.txt", bytes: "x" },
      { name: "b.txt", bytes: text, hidden: true },
    ]),
  ),
  "a zip with two names for a member": aFile("a.zip", aZip([{ name: "a.png", localName: "a.txt", bytes: text }])),
  "a zip without a directory": aFile("a.zip", zip("a.txt", text).subarray(0, 60)),
  "a zip with streamed sizes": aFile("a.zip", aZip([{ name: "a.txt", bytes: text, streamed: true }])),
  "a zip with a password": aFile("a.zip", aZip([{ name: "a.txt", bytes: text, flags: 1 }])),
  "a zip by another method": aFile("a.zip", aZip([{ name: "a.txt", bytes: text, method: 14 }])),
  gzip: aFile("a.txt.gz", gzipSync(text)),
  "gzip twice": aFile("a.txt.gz.gz", gzipSync(gzipSync(text))),
  "gzip of two members": aFile("a.gz", Buffer.concat([gzipSync("x"), gzipSync(text)])),
  "gzip cut off": aFile("a.gz", gzipSync(Buffer.alloc(20_000, text)).subarray(0, 90)),
  "a tar": aFile("a.tar", aTar([{ name: "a.txt", bytes: text }])),
  "a packed tar": aFile("a.tgz", gzipSync(aTar([{ name: "a.docx", bytes: docx }]))),
  bzip2: aFile("a.bz2", signature("425a6839314159265359")),
  xz: aFile("a.xz", signature("fd377a585a0000")),
  "7-Zip": aFile("a.7z", signature("377abcaf271c0004")),
  RAR: aFile("a.rar", signature("526172211a0700")),
  Zstandard: aFile("a.zst", signature("28b52ffd")),
  "a cabinet": aFile("a.cab", signature("4d53434600000000")),
  "an LHA archive": aFile("a.lzh", Buffer.concat([Buffer.from("\x20\x00-lh5-"), noise])),
  "an ARJ archive": aFile("a.arj", signature("60ea2b00221e")),
  Brotli: aFile("a.br", brotliCompressSync(Buffer.alloc(2_000, text))),
  "bare deflated data": aFile("a.bin", deflateSync(Buffer.from(text))),
  "a database": aFile(
    "a.sqlite",
    Buffer.concat([Buffer.from("SQLite format 3\0"), Buffer.alloc(500), Buffer.from(text)]),
  ),
  "an Access database": aFile(
    "a.mdb",
    Buffer.concat([
      Buffer.from("\0\x01\0\0Standard Jet DB\0"),
      Buffer.alloc(500, 7),
      Buffer.from("4111111111111111", "utf16le"),
    ]),
  ),
  "a notebook of OneNote": aFile(
    "a.one",
    Buffer.concat([Buffer.from("e4525c7b8cd8a74daeb15378d02996d3", "hex"), Buffer.alloc(500, 7)]),
  ),
  "bytes that nobody knows": aFile("a.bin", noise),
  PostScript: aFile("a.ps", Buffer.from("%!PS-Adobe-3.0\n(4111 1111 1111 1111) show\n")),
  "a drawing in EPS": aFile("a.eps", Buffer.from("%!PS-Adobe-3.0 EPSF-3.0\n(4111) show ( 1111) show\n")),
  TeX: aFile("a.tex", Buffer.from("\\section{x} 4111~1111~1111~1111 and 4111 1111 1111 1111")),
  "a notebook of Jupyter": aFile("a.ipynb", Buffer.from(`{"cells":[{"source":["card = '4111111111111111'"]}]}`)),
  "a shortcut to the web": aFile(
    "a.url",
    Buffer.from("[InternetShortcut]\r\nURL=https://x.example/?card=4111-1111-1111-1111\r\n"),
  ),
  "a message": aFile(
    "a.eml",
    Buffer.from(`From: a@b.example\r\nSubject: x\r\nContent-Transfer-Encoding: base64\r\n\r\n${base64(text)}`),
  ),
  "a message in a zip": aFile(
    "a.zip",
    zip("a.eml", `From: a@b.example\r\nSubject: x\r\nContent-Transfer-Encoding: base64\r\n\r\n${base64(text)}`),
  ),
  "an Outlook message": aFile("a.msg", anOutlookMessage(property("1000", text))),
  "an Outlook message's document": aFile(
    "a.msg",
    anOutlookMessage(attachment(0, property("3707", "a.docx"), binary("3701", docx))),
  ),
  "winmail.dat": aFile("winmail.dat", aTnef(attribute(1, 0x0002800c, Buffer.from(`${text}\0`))), "application/ms-tnef"),
  "winmail.dat by another name": aFile(
    "a.bin",
    aTnef(attribute(2, 0x00018010, Buffer.from("a.docx\0")), attribute(2, 0x0006800f, docx)),
  ),
  "an electronic book": aFile(
    "a.epub",
    aZip([
      { name: "mimetype", bytes: "application/epub+zip", stored: true },
      { name: "a.xhtml", bytes: `<html><p>41<b>11</b> 1111 1111 1111</p></html>` },
    ]),
  ),
  "an XPS document": aFile(
    "a.xps",
    aZip([
      { name: "[Content_Types].xml", bytes: "<Types/>" },
      { name: "FixedDocSeq.fdseq", bytes: "<FixedDocumentSequence/>" },
      {
        name: "Documents/1/Pages/1.fpage",
        bytes: `<FixedPage><Glyphs UnicodeString="4111 1111 1111 1111"/></FixedPage>`,
      },
    ]),
  ),
  "a Java archive": aFile(
    "a.jar",
    aZip([
      { name: "META-INF/MANIFEST.MF", bytes: "Manifest-Version: 1.0\n" },
      { name: "a.properties", bytes: text },
    ]),
  ),
};

/** An OLE 1 package as RTF carries it. */
function objectData(content: Buffer): Buffer {
  const number = (value: number) => {
    const four = Buffer.alloc(4);
    four.writeUInt32LE(value);
    return four;
  };
  const word = (value: string) => Buffer.concat([number(value.length + 1), Buffer.from(`${value}\0`)]);
  const names = Buffer.from("a.txt\0C:\\a.txt\0\0\0\x03\0", "latin1");
  const inner = Buffer.concat([
    Buffer.from([2, 0]),
    names,
    number(9),
    Buffer.from("C:\\a.txt\0"),
    number(content.length),
    content,
  ]);
  return Buffer.concat([number(0x501), number(2), word("Package"), number(0), number(0), number(inner.length), inner]);
}
