import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { aMail, aPart } from "../mail/a-mail.ts";
import { factsOf, finds, judge } from "./judging.ts";

const card = "4111 1111 1111 1111";
const text = `please charge ${card} today`;
const base64 = (value: string | Buffer) => Buffer.from(value).toString("base64");
const html = (body: string) =>
  aPart({ "Content-Type": "text/html; charset=utf-8" }, `<html><body>${body}</body></html>`);
const plain = (body: string | Buffer) => aPart({ "Content-Type": "text/plain; charset=utf-8" }, body);

/** Texts in which a reader's eyes find a card number. */
const evasions: Record<string, Buffer> = {
  "in a calendar": aPart(
    { "Content-Type": "text/calendar" },
    `BEGIN:VCALENDAR\r\nDESCRIPTION:${card}\r\nEND:VCALENDAR`,
  ),
  "in a text file called a picture": aPart({ "Content-Type": "image/png; name=a.png" }, text),
  "in a text file of no type": aPart(
    { "Content-Type": "application/octet-stream", "Content-Transfer-Encoding": "base64" },
    base64(text),
  ),
  "behind a picture's magic bytes in a text file": aPart(
    { "Content-Type": "text/plain; name=a.txt" },
    `GIF89a ${text}`,
  ),
  "in UTF-16": aPart(
    { "Content-Type": "text/plain; charset=utf-16", "Content-Transfer-Encoding": "base64" },
    base64(Buffer.from(`\ufeff${text}`, "utf16le")),
  ),
  "in UTF-16 that nobody declares": aPart(
    { "Content-Type": "text/plain", "Content-Transfer-Encoding": "base64" },
    base64(Buffer.from(text, "utf16le")),
  ),
  "in UTF-7": aPart({ "Content-Type": "text/plain; charset=utf-7" }, "+ADQAMQAxADE- 1111 1111 1111"),
  "in UTF-7 that nobody declares": aPart({ "Content-Type": "text/html" }, "<p>+ADQAMQAxADE- 1111 1111 1111"),
  "in a charset that lies": aPart(
    { "Content-Type": "text/plain; charset=us-ascii", "Content-Transfer-Encoding": "8bit" },
    "４１１１ 1111 1111 1111",
  ),
  "in a charset given twice": aPart(
    { "Content-Type": "text/plain; charset=us-ascii; charset=utf-7" },
    "+ADQAMQAxADE- 1111 1111 1111",
  ),
  "in ISO-2022-JP": aPart({ "Content-Type": "text/plain; charset=iso-2022-jp" }, "\x1b$B#4#1#1#1\x1b(B 1111 1111 1111"),
  "in full-width digits": plain("４１１１　１１１１　１１１１　１１１１"),
  "in Arabic digits": plain("٤١١١ ١١١١ ١١١١ ١١١١"),
  "in mathematical digits": plain("𝟒𝟏𝟏𝟏 𝟏𝟏𝟏𝟏 𝟏𝟏𝟏𝟏 𝟏𝟏𝟏𝟏"),
  "in circled digits": plain("④①①①①①①①①①①①①①①①"),
  "in keycaps": plain("4️⃣1️⃣1️⃣1️⃣1️⃣1️⃣1️⃣1️⃣1️⃣1️⃣1️⃣1️⃣1️⃣1️⃣1️⃣1️⃣"),
  "with zero-width characters": plain("41\u200b11\u200c 11\u200d11 1\u206011\ufeff1 1111"),
  "with soft hyphens": plain("4111\u00ad1111\u00ad1111\u00ad1111"),
  "with no-break blanks": plain("4111\u00a01111\u00a01111\u00a01111"),
  "with dashes of every kind": plain("4111–1111‑1111−1111"),
  "with NUL bytes": plain(Buffer.from("4111\0 1111\0 1111 11\x0011")),
  "shown from right to left": plain("\u202e1111 1111 1111 1114\u202c"),
  "with one digit at a time": plain("4 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1"),
  "over a line end": plain("4111 1111\r\n1111 1111"),
  "over quoted lines": plain("> 4111 1111\r\n> 1111 1111"),
  "over flowed lines": aPart({ "Content-Type": "text/plain; format=flowed; delsp=yes" }, "4111 11 \r\n11 1111 1111"),
  "split by tags": html("41<b>11</b> 11<i>11</i> <span>1111</span> 1111"),
  "split by comments": html("4111<!-- x --> 1111 11<!-- 9 -->11 1111"),
  "with entities": html("&#52;111&nbsp;&#x31;111&#8203; 1111&shy; 1111"),
  "with hidden noise": html(
    '4111<span style="display:none">77</span> 1111 <span style="font-size:0">9</span>1111 1111',
  ),
  "with noise hidden by a class": html("<style>.x{display:none}</style>4111<span class=x>77</span> 1111 1111 1111"),
  "with a picture between digits": html('4111<img src="cid:1"> 1111<wbr> 1111 1111'),
  "reversed by style": html('<bdo dir="rtl">1111 1111 1111 1114</bdo>'),
  "in a comment": html("<!-- 4111 1111 1111 1111 -->"),
  "in a comment that never ends": html("<!-- 4111 1111 1111 1111"),
  "behind a comment that is none": html("<!--> 4111<b></b> 1111 1111 1111 -->"),
  "in a conditional comment": html("<!--[if mso]>41<b>11</b> 1111 1111 1111<![endif]-->"),
  "in an attribute": html('<img alt="&#52;111 1111 1111 1111">'),
  "in hidden text": html('<p style="display:none">41<b>11</b> 1111 1111 1111</p>'),
  "in a script": html("<script>var a='4111111111111111'</script>"),
  "in html called plain text": aPart(
    { "Content-Type": "text/plain" },
    "<html><body>41<b>11</b> 1111 1111 1111</body></html>",
  ),
  "in html of no type": aPart(
    { "Content-Type": "application/octet-stream; name=a.html" },
    "<p>41<b>11</b> 1111 1111 1111",
  ),
  "in an svg picture": aPart(
    { "Content-Type": "image/svg+xml" },
    "<svg><text>4111<tspan> 1111</tspan> 1111 1111</text></svg>",
  ),
  "in a csv cell": aPart({ "Content-Type": "text/csv; name=a.csv" }, 'name,card\r\nBob,"4111 1111 1111 1111"'),
  "uuencoded in the text": plain("begin 644 note.txt\n;-#$Q,2`Q,3$Q(#$Q,3$@,3$Q,2!C87)D\n`\nend"),
  "with bare carriage returns": Buffer.from("Subject: x\rContent-Transfer-Encoding: base64\r\r".concat(base64(text))),
  "with bare line feeds": Buffer.from(`Subject: x\nContent-Transfer-Encoding: base64\n\n${base64(text)}`),
  "with a carriage return that hides a field": Buffer.from(
    `Subject: x\r\nX-A: b\rContent-Transfer-Encoding: base64\r\n\r\n${base64(text)}`,
  ),
  "after a header line of blanks": Buffer.from(
    `Subject: x\r\n \r\nContent-Transfer-Encoding: base64\r\n\r\n${base64(text)}`,
  ),
  "after a line that is no field": Buffer.from(
    `Subject: x\r\nnonsense\r\nContent-Transfer-Encoding: base64\r\n\r\n${base64(text)}`,
  ),
  "without any header": Buffer.from(`\r\n${text}`),
  "in a type without a subtype": aPart({ "Content-Type": "text" }, text),
};

describe("a card number that a reader would see", () => {
  for (const [name, raw] of Object.entries(evasions)) {
    it(`is found ${name}`, async () => {
      assert.equal(await finds(raw, "payment-card"), true, JSON.stringify((await factsOf(raw)).findings));
      assert.equal((await judge(raw)).verdicts[0]?.disposition, "encrypt");
    });
  }
});

describe("numbers that are no card number", () => {
  const harmless: Record<string, Buffer> = {
    "two cells of a table": html("<table><tr><td>41111111</td><td>11111111</td></tr></table>"),
    "two rows of a table": html("<table><tr><td>41111111</td></tr><tr><td>11111111</td></tr></table>"),
    "two cells of a csv file": aPart({ "Content-Type": "text/csv" }, "41111111,11111111\r\n"),
    "two rows of a csv file": aPart({ "Content-Type": "text/csv" }, "a,41111111\r\n11111111,b\r\n"),
    "a number that fails the check": plain("4111 1111 1111 1112"),
    "a longer number": plain("94111111111111111123456"),
    "an identifier in a link": html('<a href="https://news.example/c?id=4111111111111111">read</a>'),
    "a message id": aMail("Message-ID: <4111111111111111@x.example>", "References: <4111111111111111@x>", "", "x"),
    "an EAN without a word for cards": plain("Artikel 4006381333931"),
  };
  for (const [name, raw] of Object.entries(harmless)) {
    it(`does not match ${name}`, async () => {
      assert.equal(await finds(raw, "payment-card"), false, JSON.stringify((await factsOf(raw)).detectors));
    });
  }
});
