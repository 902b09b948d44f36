import { aMail, aMultipart, aPart } from "../../mail/a-mail.ts";
import { base64, type Hostile, head, text } from "./hostile.ts";

const hidden = ["Content-Transfer-Encoding: base64", "", base64(text)];
const bodyOf = (encoding: string, body: string, type = "text/plain; charset=utf-8") =>
  aPart({ "Content-Type": type, "Content-Transfer-Encoding": encoding }, body);

/** Transfer encodings and header fields that some readers see through. */
export const hostileEncoding: Hostile = {
  "an encoding in capitals": bodyOf("BASE64", base64(text)),
  "an encoding with a comment": bodyOf("base64 (yes)", base64(text)),
  "an encoding with a semicolon": bodyOf("base64;", base64(text)),
  "an encoding with another word": bodyOf("base64 7bit", base64(text)),
  "an encoding with a NUL": bodyOf("base64\0", base64(text)),
  "an encoding that is misspelt": bodyOf("bas64", base64(text)),
  "an encoding named x-base64": bodyOf("x-base64", base64(text)),
  "two encodings, the first right": aMail(
    ...head,
    "Content-Transfer-Encoding: base64",
    "Content-Transfer-Encoding: 8bit",
    "",
    base64(text),
  ),
  "an encoding for the multipart": aMail(
    ...head,
    "Content-Type: multipart/mixed; boundary=b",
    "Content-Transfer-Encoding: quoted-printable",
    "",
    "--b",
    "Content-Transfer-Encoding: base64",
    "",
    base64(text),
    "--b--",
  ),
  "base64 without padding": bodyOf("base64", base64(text).replace(/=+$/, "")),
  "base64 a character a line": bodyOf("base64", [...base64(text)].join("\r\n")),
  "base64 with blanks before lines": bodyOf("base64", base64(text).replace(/.{8}/g, "$&\r\n   ")),
  "base64 in several finished pieces": bodyOf("base64", [...text].map((one) => base64(one)).join("\r\n")),
  "base64 behind a plain line": bodyOf("base64", `This is a note.\r\n\r\n${base64(text)}`),
  "base64 before a plain line": bodyOf("base64", `${base64(text)}\r\n-- \r\nlist footer`),
  "base64 with url-safe letters": bodyOf("base64", Buffer.from(`${text} ÿþ~~~???`).toString("base64url")),
  "quoted-printable in small letters": bodyOf(
    "quoted-printable",
    "=34=31=31=31=20=31=31=31=31=201111=2d1111".replace("=2D", "=2d"),
  ),
  "quoted-printable with soft breaks after each digit": bodyOf(
    "quoted-printable",
    [..."4111111111111111"].join("=\r\n"),
  ),
  "quoted-printable with bare soft breaks": bodyOf("quoted-printable", [..."4111111111111111"].join("=\n")),
  "quoted-printable with blanks after the sign": bodyOf("quoted-printable", "41111111= \t \r\n11111111"),
  "quoted-printable that ends in the sign": bodyOf("quoted-printable", "4111=201111=201111=201111="),
  "quoted-printable with long lines": bodyOf("quoted-printable", `${"x".repeat(5_000)} 4111=201111=201111=201111`),
  "plain text called quoted-printable": bodyOf(
    "quoted-printable",
    "a=b&c=4111111111111111&d=1 card 4111 1111 1111 1111",
  ),
  "uuencoded by its encoding": bodyOf(
    "x-uuencode",
    "begin 644 note.txt\r\n;-#$Q,2`Q,3$Q(#$Q,3$@,3$Q,2!C87)D\r\n`\r\nend",
  ),
  "begin-base64": bodyOf("7bit", `begin-base64 644 note.txt\r\n${base64(text)}\r\n====`),
  BinHex: bodyOf(
    "7bit",
    '(This file must be converted with BinHex 4.0)\r\n\r\n:"#jcER-!-!!!!!!!!!!!!!!"3&1G!!!!:',
    "application/mac-binhex40; name=a.hqx",
  ),
  yEnc: bodyOf(
    "8bit",
    "=ybegin line=128 size=19 name=a.txt\r\n^[[[J[[[[J[[[[J[[[[\r\n=yend size=19",
    "application/octet-stream; name=a.yenc",
  ),
  "a header in UTF-8 without encoding": aMail("Subject: Karte ４１１１ 1111 1111 1111", "", "x"),
  "a header with encoded words run together": aMail("Subject: =?utf-8?Q?4111_1111?==?utf-8?Q?_1111_1111?=", "", "x"),
  "a header with an encoded word split in a character": aMail(
    `Subject: =?utf-8?B?${Buffer.from("４").subarray(0, 2).toString("base64")}?= =?utf-8?B?${Buffer.concat([Buffer.from("４").subarray(2), Buffer.from("111 1111 1111 1111")]).toString("base64")}?=`,
    "",
    "x",
  ),
  "a header with a language in the encoded word": aMail("Subject: =?utf-8*en?Q?4111_1111_1111_1111?=", "", "x"),
  "a header with an encoded word in quotes": aMail(
    'To: "=?utf-8?Q?4111_1111_1111_1111?=" <bob@partner.example>',
    "",
    "x",
  ),
  "a header with an unknown charset": aMail("Subject: =?x-zebra?Q?4111_1111_1111_1111?=", "", "x"),
  "a header with blanks in an encoded word": aMail("Subject: =?utf-8?Q?4111 1111 1111 1111?=", "", "x"),
  "a header with base64 without padding": aMail(`Subject: =?utf-8?B?${base64(text).replace(/=/g, "")}?=`, "", "x"),
  "a header folded inside the number": aMail("Subject: 4111 1111", "\t1111 1111", "", "x"),
  "a second subject": aMail("Subject: hello", "Subject: card 4111 1111 1111 1111", "", "x"),
  "a Comments field": aMail("Comments: card 4111 1111 1111 1111", "", "x"),
  "a Keywords field": aMail("Keywords: 4111111111111111", "", "x"),
  "the recipient's address": aMail("To: 4111111111111111@partner.example", "", "x"),
  "a header of a part": aMultipart("multipart/mixed", "Content-Description: card 4111 1111 1111 1111\r\n\r\nx"),
  "the preamble of an inner multipart": aMultipart(
    "multipart/mixed",
    `Content-Type: multipart/mixed; boundary=c\r\n\r\n${text}\r\n--c\r\n\r\nx\r\n--c--`,
  ),
  "a delivery report's returned message": aMultipart(
    "multipart/report; report-type=delivery-status",
    "\r\nfailed",
    "Content-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; x",
    `Content-Type: message/rfc822\r\n\r\nSubject: x\r\n${hidden.join("\r\n")}`,
  ),
  "a delivery report's returned header": aMultipart(
    "multipart/report; report-type=delivery-status",
    "\r\nfailed",
    "Content-Type: text/rfc822-headers\r\n\r\nSubject: card 4111 1111 1111 1111",
  ),
};
