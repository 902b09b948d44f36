import { fork } from "node:child_process";
import { parseArgs } from "node:util";
import { aPdf, onePage, textAt } from "../support/formats/a-pdf.ts";
import { aZip } from "../support/formats/a-zip.ts";
import { aDocx } from "../support/formats/an-office-file.ts";
import { aMail, aPart } from "../unit/mail/a-mail.ts";
import { aFile } from "../unit/mail/formats/attached.ts";

// Puts long runs of each piece that means something into each place of a message, and tells which cost too much:
// node test/fuzz/long-runs.ts [--kilobytes 200] [--milliseconds 1500] [--only PLACE] [--piece PART]

const { values } = parseArgs({
  options: {
    kilobytes: { type: "string", default: "200" },
    milliseconds: { type: "string", default: "1500" },
    only: { type: "string", default: "" },
    piece: { type: "string", default: "" },
  },
});

const pieces = [
  ...' |\t|a|A|0|4|1 |.|-|_|,|;|:|=|@|<|>|(|)|[|]|{|}|"|\'|\\|/|*|+|&|#|%|?|!|~|^|$|\0|\x1b|\xff|é|٤|\u200b|a.|a@|@a|a |a,|a=|a;|a:|=?|?=|=41|=\r\n|\r\n|\r\n |\r\n\t|\r|\n|\n\n|> |<a |<a>|</a>|<!|<!--|-->|<![|<p |<p a=|&#|&#x|&amp|&#52;|{\\|\\\'|\\u|\\*|()|<<|>>|/A|obj|BT |4111 |4-|1.1|aA1|x1|http://|a/|--b\r\n|--b|begin 644 a\r\n|=ybegin |BEGIN:|a:b\r\n|;a=b|;a*0=|card |patient |key=|AKIA|eyJ|data:|data:text/html,|Bearer |password |<td>|<table>|<w:p>|<w:t>|1,|","|\u202e|ß|日'.split(
    "|",
  ),
  "|",
];
/** Pieces that differ each time, by a number. */
const numbered =
  ';name=№|;a№=x|name=№ |№ |a№@b.example, |X-№: y\r\n|Content-Type: a/№\r\n|<p class=c№>|<style>.c№{display:none}</style>|<c r="A№"><v>№</v></c>|--b№\r\n|№,|№;№\n|=?utf-8?Q?№?= |№ 0 obj<<>>endobj\n|4111 1111 №|word№ |ATTACH;ENCODING=B:№\r\n|{\\f№ }|&#№;|<a href=data:text/html,№>|begin 644 a№\r\n#0V%T\r\n`\r\nend\r\n'.split(
    "|",
  );
const runOf = (piece: string, size: number) => {
  if (!piece.includes("№")) return piece.repeat(Math.ceil(size / Buffer.byteLength(piece)));
  return Array.from({ length: Math.ceil(size / (piece.length + 4)) }, (_, index) =>
    piece.replaceAll("№", String(index)),
  ).join("");
};
const field = (name: string) => (run: string) => aMail(`${name}: ${run}`, "Subject: x", "", "y");
const typed = (type: string) => (run: string) => aPart({ "Content-Type": type }, run);
const encoded = (encoding: string) => (run: string) =>
  aPart({ "Content-Type": "text/plain", "Content-Transfer-Encoding": encoding }, run);
const named = (name: string) => (run: string) => aFile(name, Buffer.from(run));

/** Places of a message, each with a way to put text into it. */
const places: Readonly<Record<string, (run: string) => Buffer>> = {
  ...Object.fromEntries(
    ["From", "To", "Subject", "Content-Type", "Content-Disposition", "Content-Transfer-Encoding", "Content-ID"].map(
      (name) => [name, field(name)],
    ),
  ),
  ...Object.fromEntries(
    ["Received", "Authentication-Results", "Date", "X-Other", "List-Id", "Importance"].map((name) => [
      name,
      field(name),
    ]),
  ),
  "a field's name": (run) => aMail(`${run}: x`, "", "y"),
  "the header": (run) => aMail(run, "", "y"),
  "an encoded word": (run) => aMail(`Subject: =?utf-8?Q?${run}`, "", "y"),
  "a file name": (run) => aMail(`Content-Disposition: attachment; filename="${run}"`, "", "y"),
  "a continued name": (run) => aMail(`Content-Disposition: attachment; filename*0*=utf-8''${run}`, "", "y"),
  "a boundary": (run) => aMail(`Content-Type: multipart/mixed; boundary="${run}"`, "", "y"),
  "a multipart": typed("multipart/mixed; boundary=b"),
  "an embedded message": typed("message/rfc822"),
  "a delivery report": typed("message/delivery-status"),
  "plain text": typed("text/plain; charset=utf-8"),
  "flowed text": typed("text/plain; format=flowed; delsp=yes"),
  "text in UTF-7": typed("text/plain; charset=utf-7"),
  "text in ISO-2022-JP": typed("text/plain; charset=iso-2022-jp"),
  html: typed("text/html; charset=utf-8"),
  "a style": (run) => aPart({ "Content-Type": "text/html" }, `<style>${run}</style>`),
  "an attribute": (run) => aPart({ "Content-Type": "text/html" }, `<a title="${run}">`),
  "a table": typed("text/csv"),
  "a calendar": (run) => aPart({ "Content-Type": "text/calendar" }, `BEGIN:VCALENDAR\r\nATTACH${run}\r\n`),
  "a card": (run) =>
    aPart({ "Content-Type": "text/vcard" }, `BEGIN:VCARD\r\nNOTE;ENCODING=QUOTED-PRINTABLE:${run}\r\n`),
  base64: encoded("base64"),
  "quoted-printable": encoded("quoted-printable"),
  uuencode: encoded("x-uuencode"),
  "an unknown encoding": encoded("x-zebra"),
  xml: named("a.xml"),
  rtf: (run) => aFile("a.rtf", Buffer.from(`{\\rtf1 ${run}}`)),
  "unknown bytes": (run) => aFile("a.bin", Buffer.concat([Buffer.alloc(300, 1), Buffer.from(run)])),
  "a document": (run) => aFile("a.docx", aDocx(run)),
  "a document's relations": (run) => aFile("a.docx", aDocx("", [{ name: "word/_rels/document.xml.rels", bytes: run }])),
  "a sheet": (run) =>
    aFile(
      "a.xlsx",
      aZip([
        { name: "[Content_Types].xml", bytes: "<Types/>" },
        { name: "xl/worksheets/sheet1.xml", bytes: `<worksheet><sheetData>${run}` },
      ]),
    ),
  "a page of a PDF": (run) => aFile("a.pdf", aPdf(onePage(textAt(5, 5, "x") + run))),
  "a PDF": (run) => aFile("a.pdf", Buffer.from(`%PDF-1.7\n${run}`)),
};

const child = fork(new URL("./judge-child.ts", import.meta.url), { serialization: "advanced" });
let count = 0;
let slow = 0;
for (const [place, put] of Object.entries(places)) {
  if (!place.includes(values.only)) continue;
  for (const piece of [...numbered, ...pieces].filter((one) => one.includes(values.piece))) {
    const run = runOf(piece, Number(values.kilobytes) * 1_024);
    count += 1;
    child.send({ raw: put(run) });
    const { problem, milliseconds } = await new Promise<{ problem: string | null; milliseconds: number }>((resolve) => {
      child.once("message", (outcome) => resolve(outcome as { problem: string | null; milliseconds: number }));
    });
    if (problem === null && milliseconds < Number(values.milliseconds)) continue;
    slow += 1;
    process.stdout.write(`${place}, ${JSON.stringify(piece)}: ${Math.round(milliseconds)} ms ${problem ?? ""}\n`);
  }
}
child.disconnect();
process.stdout.write(`${count} messages, ${slow} too slow\n`);
process.exitCode = slow > 0 ? 1 : 0;
