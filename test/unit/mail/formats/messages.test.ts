import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { aTnef, attribute, properties } from "../../../support/formats/a-tnef.ts";
import { aDocx, aParagraph } from "../../../support/formats/an-office-file.ts";
import { anOutlookMessage, attachment, binary, fixed, text } from "../../../support/formats/an-outlook-message.ts";
import { packedRtf } from "../../../support/formats/packed-rtf.ts";
import { holds, seenIn } from "./attached.ts";

const card = "4111 1111 1111 1111";
const docx = aDocx(aParagraph("4111 1111", " 1111 1111"));
const wide = (value: string) => Buffer.from(`${value}\0`, "utf16le");

describe("an Outlook message", () => {
  const messages: Record<string, Buffer> = {
    "its subject": anOutlookMessage(text("0037", card), text("1000", "hello")),
    "its body": anOutlookMessage(text("1000", card)),
    "its narrow body": anOutlookMessage({ "__substg1.0_1000001E": Buffer.from(card) }),
    "its HTML body": anOutlookMessage(binary("1013", Buffer.from("<p>4111 1111 <b>1111</b> 1111</p>"))),
    "its packed RTF body": anOutlookMessage(binary("1009", packedRtf(`{\\rtf1 4111 1111 {\\b 1111} 1111}`))),
    "an attachment": anOutlookMessage(attachment(0, text("3707", "a.docx"), binary("3701", docx))),
    "an embedded message": anOutlookMessage(
      attachment(0, { "__substg1.0_3701000D": { ...fixed(24), ...text("1000", card) } }),
    ),
    "an attachment of an embedded message": anOutlookMessage(
      attachment(0, { "__substg1.0_3701000D": { ...fixed(24), ...attachment(1, binary("3701", docx)) } }),
    ),
    "a recipient's name": anOutlookMessage({ "__recip_version1.0_#00000000": { ...fixed(8), ...text("3001", card) } }),
  };
  for (const [name, bytes] of Object.entries(messages)) {
    it(`is read: ${name}`, async () => {
      const { texts, findings } = await seenIn("a.msg", bytes, "application/vnd.ms-outlook");
      assert.ok(holds(texts, card), JSON.stringify(texts));
      assert.deepEqual(findings, []);
    });
  }

  it("gives the names of its attachments", async () => {
    const bytes = anOutlookMessage(
      attachment(0, text("3707", "Größe.txt"), text("3704", "GRE~1.TXT"), binary("3701", Buffer.from("x"))),
    );
    const { names } = await seenIn("a.msg", bytes);
    assert.ok(names.includes("Größe.txt") && names.includes("GRE~1.TXT"));
  });
});

describe("a TNEF file", () => {
  const files: Record<string, Buffer> = {
    "its body": aTnef(attribute(1, 0x0002800c, Buffer.from(`${card}\0`))),
    "its subject": aTnef(attribute(1, 0x00018004, Buffer.from(`${card}\0`))),
    "a property": aTnef(attribute(1, 0x00069003, properties({ id: 0x1000, type: 0x1f, bytes: wide(card) }))),
    "its packed RTF": aTnef(
      attribute(1, 0x00069003, properties({ id: 0x1009, type: 0x102, bytes: packedRtf(`{\\rtf1 ${card}}`) })),
    ),
    "its HTML": aTnef(
      attribute(
        1,
        0x00069003,
        properties({ id: 0x1013, type: 0x102, bytes: Buffer.from(`<b>4111 1111</b> 1111 1111`) }),
      ),
    ),
    "an attachment": aTnef(
      attribute(2, 0x00069002, Buffer.alloc(14)),
      attribute(2, 0x00018010, Buffer.from("A.DOC\0")),
      attribute(2, 0x0006800f, docx),
    ),
    "an embedded message": aTnef(
      attribute(2, 0x00069002, Buffer.alloc(14)),
      attribute(
        2,
        0x00069005,
        properties({
          id: 0x3701,
          type: 0x0d,
          bytes: Buffer.concat([Buffer.alloc(16), aTnef(attribute(1, 0x0002800c, Buffer.from(card)))]),
        }),
      ),
    ),
  };
  for (const [name, bytes] of Object.entries(files)) {
    it(`is read: ${name}`, async () => {
      const { texts, findings } = await seenIn("winmail.dat", bytes, "application/ms-tnef");
      assert.ok(holds(texts, card), JSON.stringify(texts));
      assert.deepEqual(findings, []);
    });
  }

  it("gives the long name of an attachment and is corrupt when it breaks off", async () => {
    const bytes = aTnef(
      attribute(2, 0x00069002, Buffer.alloc(14)),
      attribute(2, 0x00018010, Buffer.from("LONG~1.TXT\0")),
      attribute(2, 0x0006800f, Buffer.from(card)),
      attribute(2, 0x00069005, properties({ id: 0x3707, type: 0x1f, bytes: wide("long name.txt") })),
    );
    assert.ok((await seenIn("winmail.dat", bytes)).names.includes("long name.txt"));
    assert.deepEqual((await seenIn("winmail.dat", bytes.subarray(0, -40))).findings, ["corrupt tnef"]);
  });
});

describe("an RTF document", () => {
  const bodies: Record<string, string> = {
    "split by words of form": "4111 11{\\b 11 1}111\\i  1111\\i0",
    "in escapes": "\\'34111 1111 1111 \\u49?111",
    "split by hidden text": "4111 1111{\\v 99} 1111 1111",
    "split by a field": "4111 1111{\\field{\\*\\fldinst PAGE 7}{\\fldrslt  1111}} 1111",
    "split by a bookmark and a picture": "4111 1111{\\*\\bkmkstart x77}{\\pict 89504e470d} 1111 1111",
    "in hidden text": "{\\v 4111 1111 1111 1111}",
    "in a remark": "x{\\*\\annotation 4111 1111 1111 1111}",
    "in a group nobody knows": "{\\*\\zzz 4111 1111 1111 1111}",
    "in the title": "{\\info{\\title 4111 1111 1111 1111}}",
    "behind binary data": "{\\pict\\bin5 \\{}}}}4111 1111 1111 1111",
    "over lines of the file": "4111 11\r\n11 1111\n 1111",
  };
  for (const [name, body] of Object.entries(bodies)) {
    it(`shows a number ${name}`, async () => {
      const { texts, findings } = await seenIn("a.doc", Buffer.from(`{\\rtf1\\ansi\\uc1 ${body}}`, "latin1"));
      assert.ok(holds(texts, card), JSON.stringify(texts));
      assert.deepEqual(findings, []);
    });
  }

  it("keeps cells apart", async () => {
    const { texts } = await seenIn("a.rtf", Buffer.from("{\\rtf1\\trowd 41111111\\cell 11111111\\cell\\row}"));
    assert.ok(!holds(texts, /41111111[ \n]*11111111/));
  });

  it("decodes the charset of its fonts", async () => {
    const rtf =
      "{\\rtf1\\ansi{\\fonttbl{\\f0\\fcharset0 A;}{\\f1\\fcharset204 B;}{\\f2\\fcharset128 C;}}\\f1 \\'cf\\'f0\\'e8 \\f2\\'82\\'50\\'82\\'51}";
    const { texts } = await seenIn("a.rtf", Buffer.from(rtf));
    assert.ok(holds(texts, "При"));
    assert.ok(holds(texts, "12"));
  });

  it("feeds back the objects in it", async () => {
    const number = (value: number) => Buffer.from(Uint32Array.of(value).buffer);
    const native = Buffer.concat([
      number(0x501),
      number(2),
      number(5),
      Buffer.from("Word\0"),
      number(0),
      number(0),
      number(docx.length),
      docx,
    ]);
    const { texts } = await seenIn(
      "a.rtf",
      Buffer.from(`{\\rtf1 x{\\object{\\*\\objdata ${native.toString("hex")}}}}`),
    );
    assert.ok(holds(texts, card));
  });

  it("is bounded in depth", async () => {
    const { findings } = await seenIn("a.rtf", Buffer.from(`{\\rtf1 ${"{".repeat(100_000)}`));
    assert.deepEqual(findings, ["too-deep rtf"]);
  });
});
