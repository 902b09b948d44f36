import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { aMail, aMultipart, aPart } from "../mail/a-mail.ts";
import { factsOf, finds, judge } from "./judging.ts";

const card = "4111 1111 1111 1111";
const text = `please charge ${card} today`;
const base64 = (value: string | Buffer) => Buffer.from(value).toString("base64");
const head = ["From: alice@company.example", "Subject: order", "MIME-Version: 1.0"];

/** Messages whose structure hides a card number from strict readers only. */
const evasions: Record<string, Buffer> = {
  "in the subject": aMail("Subject: card 4111111111111111", "", "x"),
  "in an encoded subject": aMail(`Subject: =?utf-8?B?${base64(text)}?=`, "", "x"),
  "split over encoded words": aMail("Subject: =?utf-8?Q?4111_1111_1?=", " =?utf-8?Q?111_1111?=", "", "x"),
  "in a custom header": aMail("X-Note: 4111111111111111", "", "x"),
  "in a display name": aMail('From: "4111 1111 1111 1111" <a@company.example>', "", "x"),
  "in an attachment's name": aPart(
    { "Content-Type": "image/png", "Content-Disposition": 'attachment; filename="4111111111111111.png"' },
    "x",
  ),
  "in a continued name": aPart(
    {
      "Content-Type": "image/png",
      "Content-Disposition": 'attachment; filename*0="41111111"; filename*1="11111111.png"',
    },
    "x",
  ),
  "in a percent-encoded name": aPart({ "Content-Type": "image/png; name*=utf-8''4111%201111%201111%201111.png" }, "x"),
  "in base64": aMail(...head, "Content-Type: text/plain", "Content-Transfer-Encoding: base64", "", base64(text)),
  "in base64 with junk": aMail(
    ...head,
    "Content-Type: text/plain",
    "Content-Transfer-Encoding: base64",
    "",
    base64(text).replace(/(.{5})/g, "$1!*\r\n"),
  ),
  "in base64 with padding inside": aMail(
    ...head,
    "Content-Type: text/plain",
    "Content-Transfer-Encoding: base64",
    "",
    base64("ab") + base64(text),
  ),
  "in base64 with url-safe junk": aMail(
    ...head,
    "Content-Type: text/plain",
    "Content-Transfer-Encoding: base64",
    "",
    base64(text).replace(/(.{7})/g, "$1-_"),
  ),
  "plain although declared base64": aMail(
    ...head,
    "Content-Type: text/plain",
    "Content-Transfer-Encoding: base64",
    "",
    `!!! ${text}`,
  ),
  "in quoted-printable with soft breaks": aMail(
    ...head,
    "Content-Type: text/plain",
    "Content-Transfer-Encoding: quoted-printable",
    "",
    "4111=20111=",
    "1 1111 11=\t",
    "11",
  ),
  "in damaged quoted-printable": aMail(
    ...head,
    "Content-Type: text/plain",
    "Content-Transfer-Encoding: quoted-printable",
    "",
    "a=ZZ b =3",
    "=34=31=31=31 1111 1111 1111",
  ),
  "with two transfer encodings": aMail(
    ...head,
    "Content-Type: text/plain",
    "Content-Transfer-Encoding: 7bit",
    "Content-Transfer-Encoding: base64",
    "",
    base64(text),
  ),
  "with an unknown transfer encoding": aMail(
    ...head,
    "Content-Type: text/plain",
    "Content-Transfer-Encoding: base-64",
    "",
    base64(text),
  ),
  "with a quoted transfer encoding": aMail(
    ...head,
    "Content-Type: text/plain",
    'Content-Transfer-Encoding: "base64"',
    "",
    base64(text),
  ),
  "with a blank before the colon": aMail(
    ...head,
    "Content-Type: text/plain",
    "Content-Transfer-Encoding : base64",
    "",
    base64(text),
  ),
  "with a folded encoding": aMail(
    ...head,
    "Content-Type: text/plain",
    "Content-Transfer-Encoding:",
    "\tbase64",
    "",
    base64(text),
  ),
  "with two content types": aMail(
    ...head,
    "Content-Type: text/plain",
    "Content-Type: multipart/mixed; boundary=b",
    "",
    "--b",
    "Content-Transfer-Encoding: base64",
    "",
    base64(text),
    "--b--",
  ),
  "with two boundaries": aMail(
    ...head,
    'Content-Type: multipart/mixed; boundary=a; boundary="b"',
    "",
    "--a",
    "",
    "x",
    "--a--",
    "--b",
    "Content-Transfer-Encoding: base64",
    "",
    base64(text),
    "--b--",
  ),
  "without a boundary parameter": aMail(
    ...head,
    "Content-Type: multipart/mixed",
    "",
    "--b",
    "Content-Transfer-Encoding: base64",
    "",
    base64(text),
    "--b--",
  ),
  "with a boundary continued as in RFC 2231": aMail(
    ...head,
    'Content-Type: multipart/mixed; boundary*0="b"; boundary*1="c"',
    "",
    "--bc",
    "Content-Transfer-Encoding: base64",
    "",
    base64(text),
    "--bc--",
  ),
  "with an unclosed quote at the boundary": aMail(
    ...head,
    'Content-Type: multipart/mixed; boundary="b',
    "",
    "--b",
    "Content-Transfer-Encoding: base64",
    "",
    base64(text),
    "--b--",
  ),
  "after the closing boundary": aMail(
    ...head,
    "Content-Type: multipart/mixed; boundary=b",
    "",
    "--b",
    "",
    "x",
    "--b--",
    "",
    "--b",
    "Content-Transfer-Encoding: base64",
    "",
    base64(text),
    "--b--",
  ),
  "in the preamble": aMail(...head, "Content-Type: multipart/mixed; boundary=b", "", text, "--b", "", "x", "--b--"),
  "in the epilogue": aMail(...head, "Content-Type: multipart/mixed; boundary=b", "", "--b", "", "x", "--b--", text),
  "after a delimiter with junk": aMail(
    ...head,
    "Content-Type: multipart/mixed; boundary=b",
    "",
    "--b",
    "",
    "x",
    "--bjunk",
    "Content-Transfer-Encoding: base64",
    "",
    base64(text),
    "--b--",
  ),
  "in a part that is never closed": aMail(
    ...head,
    "Content-Type: multipart/mixed; boundary=b",
    "",
    "--b",
    "Content-Transfer-Encoding: base64",
    "",
    base64(text),
  ),
  "in an encoded multipart": aMail(
    ...head,
    "Content-Type: multipart/mixed; boundary=b",
    "Content-Transfer-Encoding: base64",
    "",
    base64(`--b\r\n\r\n${text}\r\n--b--\r\n`),
  ),
  "in an embedded message": aMultipart(
    "multipart/mixed",
    `Content-Type: message/rfc822\r\n\r\nSubject: fwd\r\nContent-Transfer-Encoding: base64\r\n\r\n${base64(text)}`,
  ),
  "in an embedded message's subject": aMultipart(
    "multipart/mixed",
    "Content-Type: message/rfc822\r\n\r\nSubject: card 4111111111111111\r\n\r\nx",
  ),
  "in an encoded embedded message": aMultipart(
    "multipart/mixed",
    `Content-Type: message/rfc822\r\nContent-Transfer-Encoding: base64\r\n\r\n${base64(`Subject: x\r\n\r\n${text}`)}`,
  ),
  "in an .eml file": aMultipart(
    "multipart/mixed",
    `Content-Type: application/octet-stream; name=x.eml\r\nContent-Transfer-Encoding: base64\r\n\r\n${base64(`From: a@b\r\nSubject: x\r\nContent-Transfer-Encoding: base64\r\n\r\n${base64(text)}`)}`,
  ),
  "in a digest": aMultipart("multipart/digest", `\r\nSubject: x\r\n\r\n${text}`),
  "in a delivery report": aMultipart(
    "multipart/report; report-type=delivery-status",
    `Content-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; x\r\n\r\nDiagnostic-Code: smtp; 550 ${card}`,
  ),
};

describe("a card number that a reader would see", () => {
  for (const [name, raw] of Object.entries(evasions)) {
    it(`is found ${name}`, async () => {
      assert.equal(await finds(raw, "payment-card"), true, JSON.stringify((await factsOf(raw)).findings));
      assert.equal((await judge(raw)).verdicts[0]?.disposition, "encrypt");
    });
  }
});
