import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { gzipSync } from "node:zlib";
import { readMessage } from "../../../src/mail/read-message.ts";
import { aTar } from "../../support/formats/a-tar.ts";
import { aZip } from "../../support/formats/a-zip.ts";
import { aDocx, aParagraph } from "../../support/formats/an-office-file.ts";
import { aMail, aPart, findingsOf, textsOf } from "./a-mail.ts";
import { aFile } from "./formats/attached.ts";

const number = "4111 1111 1111 1111";
const base64 = (bytes: Buffer | string) => Buffer.from(bytes).toString("base64");
const lines = (bytes: Buffer | string) => base64(bytes).replace(/.{76}/g, "$&\r\n");
const sees = async (raw: Buffer) => (await textsOf(raw)).some((text) => text.includes(number));

const part = (encoding: string, body: string, type = "text/html") =>
  `Content-Transfer-Encoding: ${encoding}\r\nContent-Type: ${type}\r\n\r\n${body}\r\n`;
const page = (inner: string) =>
  `MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary="x"\r\n\r\n--x\r\nContent-Location: a.htm\r\n${inner}--x--\r\n`;
const inBase64 = part("base64", lines(`<p>41<b>11</b> 1111 1111 1111</p>`));
const inQuoted = part("quoted-printable", "<p>=34=31=31=31 1111 1111 1111</p>");
const message = `From: a@partner.example\r\nSubject: x\r\nMIME-Version: 1.0\r\n${part("base64", lines(number), "text/plain")}`;
const mailbox = `From a@partner.example Mon Nov 23 03:00:00 2026\r\n${message}\r\n`;
const sheet = aDocx(aParagraph(number));

describe("a message inside a text", () => {
  const files: Record<string, Buffer> = {
    "a web page that Word saved in one file, called a document": aFile("a.doc", Buffer.from(page(inBase64))),
    "the same in quoted-printable": aFile("a.doc", Buffer.from(page(inQuoted))),
    "the same without a name": aFile("a", Buffer.from(page(inBase64))),
    "the same in a Word document": aFile(
      "a.docx",
      aDocx(aParagraph("x"), [{ name: "word/afchunk.dat", bytes: page(inBase64) }]),
    ),
    "a mailbox": aFile("Inbox.mbox", Buffer.from(mailbox), "application/mbox"),
    "the second message of a mailbox": aFile(
      "Inbox",
      Buffer.from(`From x\r\nSubject: y\r\n\r\nhello\r\n\r\n${mailbox}`),
    ),
    "a mailbox in a packed archive": aFile("a.tgz", gzipSync(aTar([{ name: "Inbox", bytes: Buffer.from(mailbox) }]))),
    "a message as a Mac stores it": aFile("1.emlx", Buffer.from(`4711\r\n${message}<?xml version="1.0"?>`)),
    "a message with fields that nobody knows": aFile("a.eml", Buffer.from(part("base64", lines(number), "text/plain"))),
    "a message behind a blank line": aFile("a.eml", Buffer.from(`\r\n${message}`)),
    "a copy of a message in a report": aPart({ "Content-Type": "text/plain" }, `Your mail:\r\n\r\n${message}`),
    "a part whose delimiter only begins like the boundary": aMail(
      "From: alice@company.example",
      'Content-Type: multipart/mixed; boundary="b"',
      "",
      "--b",
      "",
      'see boundary="b1"',
      "--b1",
      part("base64", lines(number), "text/plain"),
      "--b--",
    ),
  };
  for (const [name, raw] of Object.entries(files)) {
    it(`is read: ${name}`, async () => {
      assert.ok(await sees(raw));
      assert.deepEqual(
        (await findingsOf(raw)).filter((kind) => kind !== "malformed"),
        [],
      );
    });
  }

  it("closes the message where there are more than are read", async () => {
    const raw = aFile("Inbox", Buffer.from(mailbox.replace(lines(number), lines("nothing")).repeat(101) + mailbox));
    assert.ok((await findingsOf(raw)).includes("scan-incomplete"));
  });
});

it("parts of a text that are parts of each other close the message before they cost much", async () => {
  const raw = aPart({ "Content-Type": "text/plain" }, inQuoted.replace("<p>", "x").repeat(800));
  const { parts, findings } = await readMessage(raw);
  assert.ok(parts.length < 100, `${parts.length}`);
  assert.ok(findings.some(({ detail }) => detail === "parts-in-text"));
});

describe("a file inside a text", () => {
  const link = (type: string, bytes: Buffer | string) => `data:${type};base64,${base64(bytes)}`;
  const office = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
  const texts: Record<string, Buffer> = {
    "in a link of a page": aFile("a.html", Buffer.from(`<a download="a.docx" href="${link(office, sheet)}">x</a>`)),
    "in a link of the body": aPart(
      { "Content-Type": "text/html" },
      `<a href="${link("application/zip", aZip([{ name: "a.txt", bytes: number }]))}">x</a>`,
    ),
    "in a link of no known type": aPart(
      { "Content-Type": "text/html" },
      `<object data='${link("application/octet-stream", number)}'></object>`,
    ),
    "in a link with blanks": aPart(
      { "Content-Type": "text/html" },
      `<iframe src="data:text/plain;base64,${base64(number).replace(/.{4}/g, "$& ")}"></iframe>`,
    ),
    "in a link that begins with references": aPart(
      { "Content-Type": "text/html" },
      `<iframe src="&#100;ata&colon;text/plain;base64,${base64(number)}"></iframe>`,
    ),
    "in a link with a tab in its scheme": aPart(
      { "Content-Type": "text/html" },
      `<iframe src="da\tta:text/plain;base64,${base64(number)}"></iframe>`,
    ),
    "in a script": aFile("a.html", Buffer.from(`<script>save(atob("${base64(sheet)}"), "a.docx")</script>`)),
    "in a page in UTF-16": aFile("a.html", Buffer.from(`\ufeff<script>save("${base64(sheet)}")</script>`, "utf16le")),
    "in data of a program": aFile(
      "a.har",
      Buffer.from(JSON.stringify({ content: { text: lines(gzipSync(number)), encoding: "base64" } })),
    ),
    "in a document that is one XML file": aFile(
      "a.xml",
      Buffer.from(`<?xml version="1.0"?><pkg:part><pkg:binaryData>${lines(sheet)}</pkg:binaryData></pkg:part>`),
    ),
  };
  for (const [name, raw] of Object.entries(texts)) it(`is opened ${name}`, async () => assert.ok(await sees(raw)));

  it("closes nothing where it merely begins like one", async () => {
    const token = base64(gzipSync(number)).slice(0, 60).replace("=", "A");
    const raw = aPart(
      { "Content-Type": "text/html" },
      `<a href="https://x.example/t/${token}-_${token}">x</a> UEsDBBQABgAIAAAAIQDfpNJsWgEAACAFAAATAAgCW0NvbnRlbnRfVHlwZXNdLnhtbCCiBAIooAAC`,
    );
    assert.deepEqual(await findingsOf(raw), []);
  });
});
