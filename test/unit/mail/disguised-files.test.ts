import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { describe, it } from "node:test";
import { deflateSync } from "node:zlib";
import { readMessage } from "../../../src/mail/read-message.ts";
import { aZip } from "../../support/formats/a-zip.ts";
import { aDocx, aParagraph } from "../../support/formats/an-office-file.ts";
import { aMail, aPart, findingsOf, textsOf } from "./a-mail.ts";
import { aFile } from "./formats/attached.ts";

const number = "4111 1111 1111 1111";
const noise = createHash("sha512").update("noise").digest();
const sees = async (raw: Buffer) => (await textsOf(raw)).some((text) => text.includes(number));
const odd = (head: string, name: string) =>
  aFile(
    name,
    Buffer.concat([Buffer.from(head, "latin1"), Buffer.from(`${number}\r\n`.repeat(50)), Buffer.alloc(60, 1)]),
  );
const wide = (digits: string, first: number, base: number) =>
  Buffer.from([...digits].flatMap((digit) => [first, base + Number(digit)]));
const xml = (encoding: string, text: Buffer) =>
  aFile(
    "a.docx",
    aZip([
      {
        name: "word/document.xml",
        bytes: Buffer.concat([
          Buffer.from(`<?xml version="1.0" encoding="${encoding}"?><w:document><w:body><w:p><w:r><w:t>`),
          text,
          Buffer.from("</w:t></w:r></w:p></w:body></w:document>"),
        ]),
      },
    ]),
  );

describe("what a file is called", () => {
  for (const [head, name] of [
    ["GIF89a", "list.xls"],
    ["BM", "letter.doc"],
    ["MZ", "letter.doc"],
    ["ID3\x03\0\0\0\0\0\0", "list"],
  ] as const)
    it(`is how it may be opened: ${name} that begins like something without text (${head.slice(0, 3)})`, async () =>
      assert.ok(await sees(odd(head, name))));

  it("makes pictures of none but pictures in an office file", async () => {
    for (const text of [`BMW ordered, ${number}`, `GIF89 ${number}`]) {
      const notes = { name: "word/notes.txt", bytes: text };
      assert.ok(await sees(aFile("a.docx", aDocx(aParagraph("hello"), [notes]))), text);
    }
  });

  it("is trusted for unknown content where every name says so", async () => {
    const called = (first: string, second: string) =>
      aPart(
        {
          "Content-Type": `application/octet-stream; name="${first}"`,
          "Content-Disposition": `attachment; filename="${second}"`,
          "Content-Transfer-Encoding": "base64",
        },
        noise.toString("base64"),
      );
    assert.deepEqual(await findingsOf(called("a.sig", "a.sig")), ["no-text"]);
    assert.deepEqual(await findingsOf(called("a.sig", "secret.enc")), ["unknown-type"]);
  });
});

describe("a program", () => {
  const program = (inside: Buffer) =>
    Buffer.concat([Buffer.from("MZ"), Buffer.alloc(300), Buffer.from("PE\0\0"), Buffer.alloc(100_000), inside, noise]);
  it("that brings an archive along is not read whole", async () => {
    for (const mark of ["Rar!\x1a\x07\x01\0", "7z\xbc\xaf\x27\x1c\0\x04"])
      assert.deepEqual(await findingsOf(aFile("a.exe", program(Buffer.from(mark, "latin1")))), [
        "no-text",
        "unreadable",
      ]);
    assert.deepEqual(await findingsOf(aFile("a.exe", program(Buffer.alloc(8)))), ["no-text"]);
  });
});

describe("a rights-protected message", () => {
  const mark = Buffer.from("76e80460c411e386", "hex");
  const packed = (plain: Buffer) => {
    const data = deflateSync(plain);
    const head = Buffer.alloc(12);
    [0x0fa0, plain.length, data.length].forEach((value, index) => void head.writeUInt32LE(value, index * 4));
    return Buffer.concat([head, data]);
  };
  const storage = Buffer.concat([
    Buffer.from("d0cf11e0a1b11ae1", "hex"),
    Buffer.from("\tDRMContent", "utf16le"),
    noise,
  ]);

  it("is one by its structure", async () => {
    const whole = Buffer.concat([mark, packed(storage.subarray(0, 20)), packed(storage.subarray(20))]);
    assert.deepEqual(await findingsOf(aFile("message.rpmsg", whole)), ["already-encrypted"]);
  });

  it("is none by its first bytes: text is read, and everything else closes", async () => {
    const text = aFile("message.rpmsg", Buffer.concat([mark, Buffer.from(`\r\n${number.repeat(9)}`)]));
    assert.deepEqual(await findingsOf(text), ["unknown-type"]);
    assert.ok((await textsOf(text)).some((one) => one.includes(number)));
    for (const rest of [packed(Buffer.from(number)), Buffer.concat([packed(storage), Buffer.from(number)]), noise])
      assert.deepEqual(await findingsOf(aFile("message.rpmsg", Buffer.concat([mark, rest]))), ["unknown-type"]);
  });
});

describe("an armoured PGP message", () => {
  const bytes = Buffer.concat([Buffer.from([0xd2, 0x20]), noise]).toString("base64");
  const armour = `-----BEGIN PGP MESSAGE-----\r\n\r\n${bytes}\r\n-----END PGP MESSAGE-----\r\n`;
  it("does not stand for the text beside it", async () => {
    const details = async (body: string) => {
      const { parts } = await readMessage(aMail("From: alice@company.example", "", body));
      const readings = await Promise.all(parts.map((part) => part.read()));
      return readings.flatMap(({ findings }) => findings.map(({ detail }) => detail));
    };
    assert.deepEqual(await details(armour), ["pgp-inline"]);
    assert.deepEqual(await details(`${number}\r\n${armour}`), ["pgp-beside-text"]);
    assert.deepEqual(await details(`${armour}${number}`), ["pgp-beside-text"]);
  });
});

describe("a document", () => {
  it("of Word is read in the encoding that its XML states", async () => {
    assert.ok(await sees(xml("shift_jis", spaced(0x82, 0x4f))));
    assert.ok(await sees(xml("gb18030", spaced(0xa3, 0xb0))));
    assert.ok(await sees(xml("utf-7", Buffer.from("+ADQAMQAxADE- 1111 1111 1111"))));
    assert.ok(await sees(xml("utf-16", Buffer.from(number))), "said by programs that write UTF-8");
  });

  it("in RTF is read in its binary data too", async () => {
    assert.ok(await sees(aFile("a.rtf", Buffer.from(`{\\rtf1 hello \\bin99999 ${number}}`))));
    const data = objectData(number);
    const object = Buffer.concat([
      Buffer.from(`{\\rtf1 x{\\object\\objemb{\\*\\objdata\\bin${data.length} `),
      data,
      Buffer.from("}}}"),
    ]);
    assert.ok(await sees(aFile("a.rtf", object)));
    assert.ok(await sees(aFile("a.rtf", Buffer.from(`{\\rtf1 {\\upr{x}{\\*\\ud{${number}}}}}`))));
  });
});

it("a card's note in base64 is read, its key is left alone", async () => {
  const line = (name: string, value: Buffer) => `${name};ENCODING=BASE64:${value.toString("base64")}`;
  const card = (content: string) => aFile("a.vcf", Buffer.from(`BEGIN:VCARD\r\n${content}\r\nEND:VCARD\r\n`));
  assert.ok(await sees(card(line("NOTE", Buffer.from(number)))));
  assert.deepEqual(await findingsOf(card(line("KEY", noise))), []);
});

it("blanks and digits under marks are blanks and digits", async () => {
  const marked = [...number].map((character) => `${character}\u0301\u0302`).join("");
  assert.ok(await sees(aPart({ "Content-Type": "text/plain; charset=utf-8" }, marked)));
});

/** The number in two-byte digits of an Asian charset. */
function spaced(first: number, zero: number): Buffer {
  return Buffer.concat(number.split(" ").map((group) => Buffer.concat([wide(group, first, zero), Buffer.from(" ")])));
}

/** A packaged file as OLE 1 carries it. */
function objectData(text: string): Buffer {
  const sized = (value: Buffer | string) => {
    const length = Buffer.alloc(4);
    length.writeUInt32LE(Buffer.byteLength(value));
    return Buffer.concat([length, Buffer.from(value)]);
  };
  const names = Buffer.from("a.txt\0C:\\a.txt\0");
  const native = Buffer.concat([
    Buffer.from([2, 0]),
    names,
    Buffer.from([0, 0, 3, 0]),
    sized("C:\\a.txt\0"),
    sized(text),
  ]);
  return Buffer.concat([
    Buffer.from([1, 5, 0, 0, 2, 0, 0, 0]),
    sized("Package\0"),
    sized(""),
    sized(""),
    sized(native),
  ]);
}
