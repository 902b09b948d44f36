import { aMail, aMultipart, aPart } from "../unit/mail/a-mail.ts";

const card = "4111 1111 1111 1111";
const base64 = (value: string | Buffer) => Buffer.from(value).toString("base64");

/** Messages of every build: multiparts, reports, embedded messages, encodings, charsets, encryption. */
export function wholeMessages(attached: Buffer): Buffer[] {
  const file = `Content-Type: application/octet-stream; name*0*=utf-8''a%20; name*1="b.docx"\r\nContent-Disposition: attachment; filename="=?utf-8?Q?a_b.docx?="\r\nContent-Transfer-Encoding: base64\r\n\r\n${base64(attached)}`;
  const alternative = `Content-Type: multipart/alternative; boundary=c\r\n\r\n--c\r\nContent-Type: text/plain; charset=iso-8859-1\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\nGr=FC=DFe 4111=201111=\r\n 1111 1111\r\n--c\r\nContent-Type: text/html; charset=utf-8\r\n\r\n<p>41<b>11</b> 1111 1111 1111</p>\r\n--c--`;
  const embedded = `Content-Type: message/rfc822\r\n\r\nSubject: =?utf-8?B?${base64(card)}?=\r\nContent-Type: multipart/mixed; boundary=d\r\n\r\n--d\r\n\r\n${card}\r\n--d--`;
  const report = [
    `Content-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; mx.example\r\n\r\nFinal-Recipient: rfc822; bob@partner.example\r\nAction: failed\r\nStatus: 5.1.1\r\nDiagnostic-Code: smtp; 550 ${card}`,
    `Content-Type: text/rfc822-headers\r\n\r\nSubject: ${card}\r\nTo: bob@partner.example`,
  ] as const;
  return [
    aMultipart("multipart/mixed", alternative, file, embedded),
    aMultipart("multipart/related; type=text/html", alternative, file),
    aMultipart("multipart/report; report-type=delivery-status", ...report),
    aMultipart(
      "multipart/signed; micalg=sha-256",
      alternative,
      "Content-Type: application/pgp-signature\r\n\r\n-----BEGIN PGP SIGNATURE-----\r\n\r\nabc\r\n-----END PGP SIGNATURE-----",
    ),
    aMultipart(
      "multipart/encrypted; protocol=application/pgp-encrypted",
      "Content-Type: application/pgp-encrypted\r\n\r\nVersion: 1",
      "Content-Type: application/octet-stream\r\n\r\n-----BEGIN PGP MESSAGE-----\r\n\r\nabc\r\n-----END PGP MESSAGE-----",
    ),
    aPart(
      {
        "Content-Type": "application/pkcs7-mime; smime-type=signed-data; name=smime.p7m",
        "Content-Transfer-Encoding": "base64",
      },
      base64(signedData(`Content-Type: text/plain\r\n\r\n${card}\r\n`)),
    ),
    aPart({ "Content-Type": "text/plain; charset=utf-7" }, "+ADQAMQAxADE- 1111 1111 1111"),
    aPart({ "Content-Type": "text/plain; charset=iso-2022-jp" }, "\x1b$B#4#1#1#1\x1b(B 1111 1111 1111"),
    aPart(
      { "Content-Type": "text/plain", "Content-Transfer-Encoding": "x-uuencode" },
      "begin 644 note.txt\n;-#$Q,2`Q,3$Q(#$Q,3$@,3$Q,2!C87)D\n`\nend",
    ),
    aPart(
      {
        "Content-Type": "text/plain; format=flowed; delsp=yes",
        Subject: `=?utf-8?Q?4111_1111?= =?utf-8?Q?_1111_1111?=`,
      },
      "> 4111 11 \r\n> 11 1111 1111",
    ),
    aPart(
      { "Content-Type": "text/calendar; method=REQUEST" },
      `BEGIN:VCALENDAR\r\nDESCRIPTION:${card}\r\nEND:VCALENDAR`,
    ),
    aMail(
      "Received: from a (b [192.0.2.1]) by c; Mon, 1 Jan 2026 00:00:00 +0000",
      'From: "A, B" <a@company.example>, (c) d@company.example',
      "To: undisclosed-recipients:;, x@[192.0.2.1]",
      'Content-Type: multipart/mixed; boundary="b',
      "",
      "--b",
      "",
      card,
      "--b--",
    ),
  ];
}

/** CMS SignedData around a content, without certificates or signers. */
function signedData(content: string): Buffer {
  const oid = (hex: string) => der(6, Buffer.from(hex, "hex"));
  const inner = der(0x30, Buffer.concat([oid("2a864886f70d010701"), der(0xa0, der(4, Buffer.from(content)))]));
  const signed = der(
    0x30,
    Buffer.concat([der(2, Buffer.from([1])), der(0x31, Buffer.alloc(0)), inner, der(0x31, Buffer.alloc(0))]),
  );
  return der(0x30, Buffer.concat([oid("2a864886f70d010702"), der(0xa0, signed)]));
}

function der(tag: number, value: Buffer): Buffer {
  const { length } = value;
  const size = length < 128 ? [length] : length < 256 ? [0x81, length] : [0x82, length >> 8, length & 255];
  return Buffer.concat([Buffer.from([tag, ...size]), value]);
}
