import { readdirSync, readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";
import { aPdf, onePage, textAt } from "../support/formats/a-pdf.ts";
import { aTar, paxRecord } from "../support/formats/a-tar.ts";
import { aTnef, attribute, properties } from "../support/formats/a-tnef.ts";
import { aZip } from "../support/formats/a-zip.ts";
import { aDocx, anXlsx, aParagraph } from "../support/formats/an-office-file.ts";
import { anOutlookMessage, attachment, binary, text } from "../support/formats/an-outlook-message.ts";
import { packedRtf } from "../support/formats/packed-rtf.ts";
import { aFile } from "../unit/mail/formats/attached.ts";
import { wholeMessages } from "./seed-messages.ts";

/** Something to begin with: a file that is put into a message, or a whole message. */
export type Seed = { readonly name: string; readonly bytes: Buffer; readonly isMessage: boolean };

const card = "4111 1111 1111 1111";
const docx = aDocx(aParagraph("4111 1111", " 1111 1111"));
const rows = `<row r="1"><c r="A1" t="inlineStr"><is><t>${card}</t></is></c><c r="B1" s="1"><v>41111111</v></c></row>`;
const wide = (value: string) => Buffer.from(`${value}\0`, "utf16le");

const pdf = aPdf({
  ...onePage(`${textAt(50, 700, card)}/X Do`, "/Annots[6 0 R]", "/Names<</EmbeddedFiles<</Names[(a.docx) 7 0 R]>>>>"),
  6: `<</Type/Annot/Subtype/Widget/FT/Tx/T(card)/V(${card})/Rect[0 0 99 9]>>`,
  7: "<</Type/Filespec/F(a.docx)/UF(a.docx)/EF<</F 8 0 R>>>>",
  8: { entries: "/Type/EmbeddedFile", data: docx },
});

const built: Readonly<Record<string, Buffer>> = {
  "built.docx": docx,
  "built.xlsx": anXlsx([rows, rows], [{ name: "xl/sharedStrings.xml", bytes: `<sst><si><t>${card}</t></si></sst>` }]),
  "built.pdf": pdf,
  "plain.pdf": aPdf(onePage(textAt(50, 700, card)), false),
  "built.zip": aZip([
    { name: "a.docx", bytes: docx },
    { name: "b.txt", bytes: card, stored: true },
    { name: "c/d.txt", bytes: card, streamed: true },
  ]),
  "wide.zip": aZip([{ name: "a.txt", bytes: card }], { wide: true, comment: "note" }),
  "nested.zip": aZip([{ name: "in.zip", bytes: aZip([{ name: "a.tar.gz", bytes: gzipSync(aTar([])) }]) }]),
  "built.tar": aTar([
    { name: "h", bytes: paxRecord("path", "long/name.txt"), kind: "x" },
    { name: "a.txt", bytes: card },
    { name: "b.docx", bytes: docx },
  ]),
  "built.tar.gz": gzipSync(aTar([{ name: "a.txt", bytes: card }])),
  "built.rtf": Buffer.from(
    `{\\rtf1\\ansi\\ansicpg1252{\\fonttbl{\\f0 Arial;}}{\\*\\unknown x}4111 {\\b 1111} \\u49?111\\'31 1111{\\object{\\*\\objdata ${docx.toString("hex")}}}\\par}`,
  ),
  "built.msg": anOutlookMessage(
    text("0037", card),
    binary("1013", Buffer.from(`<p>${card}</p>`)),
    binary("1009", packedRtf(`{\\rtf1 ${card}}`)),
    attachment(0, text("3707", "a.docx"), binary("3701", docx)),
  ),
  "winmail.dat": aTnef(
    attribute(1, 0x0002800c, Buffer.from(`${card}\0`)),
    attribute(1, 0x00069003, properties({ id: 0x1000, type: 0x1f, bytes: wide(card) })),
    attribute(2, 0x00018010, Buffer.from("a.docx\0")),
    attribute(2, 0x0006800f, docx),
  ),
  "built.ics": Buffer.from(
    `BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nSUMMARY;LANGUAGE=en:Call\r\nDESCRIPTION:4111 1111\r\n  1111 1111\r\nATTACH;ENCODING=BASE64;VALUE=BINARY:${Buffer.from(card).toString("base64")}\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n`,
  ),
  "built.vcf": Buffer.from(
    `BEGIN:VCARD\r\nVERSION:2.1\r\nFN:Bob\r\nNOTE;ENCODING=QUOTED-PRINTABLE:4111=201111 =\r\n1111 1111\r\nEND:VCARD\r\n`,
  ),
  "built.csv": Buffer.from(`name;number\r\n"Bob ""B""";"${card}"\r\n`),
  "built.html": Buffer.from(
    `<!doctype html><style>.x{display:none}</style><p>41<b>11</b> <span class=x>77</span>&#49;111 1111&nbsp;1111<!-- c --><script>var a="${card}"</script><svg><text>${card}</text></svg>`,
  ),
  "built.eml": Buffer.from(`From: a@b.example\r\nSubject: x\r\nMIME-Version: 1.0\r\n\r\n${card}\r\n`),
};

const folder = new URL("../fixtures/formats/", import.meta.url);

/** Files of every format, and messages of every build. */
export function allSeeds(): Seed[] {
  const written = readdirSync(folder).map((name) => ({ name, bytes: readFileSync(new URL(name, folder)) }));
  const files = [...written, ...Object.entries(built).map(([name, bytes]) => ({ name, bytes }))];
  return [
    ...files.map((file) => ({ ...file, isMessage: false })),
    ...wholeMessages(docx).map((bytes, index) => ({ name: `message-${index + 1}`, bytes, isMessage: true })),
  ];
}

/** The message in which a seed is judged. */
export function messageOf({ name, bytes, isMessage }: Seed): Buffer {
  return isMessage ? bytes : aFile(name.replace(/[^\w.-]/g, "_"), bytes);
}
