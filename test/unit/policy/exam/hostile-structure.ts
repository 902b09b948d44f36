import { aMail, aMultipart } from "../../mail/a-mail.ts";
import { base64, card, type Hostile, head, text } from "./hostile.ts";

const encoded = (type: string) => `Content-Type: ${type}\r\nContent-Transfer-Encoding: base64\r\n\r\n${base64(text)}`;
const hidden = ["Content-Transfer-Encoding: base64", "", base64(text)];
const multipart = (type: string, ...lines: string[]) => aMail(...head, `Content-Type: ${type}`, "", ...lines);
const nest = (depth: number, inner: string): string =>
  depth === 0
    ? inner
    : `Content-Type: multipart/mixed; boundary=n${depth}\r\n\r\n--n${depth}\r\n${nest(depth - 1, inner)}\r\n--n${depth}--`;

/** Structure that some readers see through. */
export const hostileStructure: Hostile = {
  "a boundary in capitals": multipart("multipart/mixed; BOUNDARY=b", "--b", ...hidden, "--b--"),
  "a type in mixed case": multipart("MultiPart/MIXED; boundary=b", "--b", ...hidden, "--b--"),
  "a boundary with blanks": multipart('multipart/mixed; boundary="a b c"', "--a b c", ...hidden, "--a b c--"),
  "a boundary that ends in a blank": multipart('multipart/mixed; boundary="b "', "--b", ...hidden, "--b--"),
  "a boundary of signs": multipart('multipart/mixed; boundary="=_(.+)*?"', "--=_(.+)*?", ...hidden, "--=_(.+)*?--"),
  "a boundary in a comment's neighbourhood": multipart(
    "multipart/mixed (x); boundary=b (y)",
    "--b",
    ...hidden,
    "--b--",
  ),
  "a boundary with escapes": multipart('multipart/mixed; boundary="b\\c"', "--bc", ...hidden, "--bc--"),
  "a boundary encoded by RFC 2231": multipart("multipart/mixed; boundary*=us-ascii''b%63", "--bc", ...hidden, "--bc--"),
  "a boundary with blanks round the sign": multipart("multipart/mixed; boundary = b", "--b", ...hidden, "--b--"),
  "a boundary after empty parameters": multipart("multipart/mixed;;; boundary=b", "--b", ...hidden, "--b--"),
  "a boundary without semicolon": multipart("multipart/mixed boundary=b", "--b", ...hidden, "--b--"),
  "a boundary in single quotes": multipart("multipart/mixed; boundary='b'", "--'b'", ...hidden, "--'b'--"),
  "a boundary on its own line": multipart("multipart/mixed;\r\n\tboundary\r\n =b", "--b", ...hidden, "--b--"),
  "a boundary of 200 characters": multipart(
    `multipart/mixed; boundary=${"b".repeat(200)}`,
    `--${"b".repeat(200)}`,
    ...hidden,
    `--${"b".repeat(200)}--`,
  ),
  "an empty boundary": multipart('multipart/mixed; boundary=""', "--", ...hidden, "----"),
  "delimiters followed by blanks": multipart("multipart/mixed; boundary=b", "--b \t ", ...hidden, "--b--  "),
  "delimiters with line feeds only": Buffer.from(
    multipart("multipart/mixed; boundary=b", "--b", ...hidden, "--b--")
      .toString("latin1")
      .replaceAll("\r\n", "\n"),
    "latin1",
  ),
  "delimiters with carriage returns only": Buffer.from(
    multipart("multipart/mixed; boundary=b", "--b", ...hidden, "--b--")
      .toString("latin1")
      .replaceAll("\r\n", "\r"),
    "latin1",
  ),
  "a blank before the delimiter": multipart("multipart/mixed; boundary=b", " --b", ...hidden, " --b--"),
  "a delimiter in the header": aMail(...head, "Content-Type: multipart/mixed; boundary=b", "--b", ...hidden, "--b--"),
  "an inner boundary that begins like the outer": multipart(
    "multipart/mixed; boundary=b",
    "--b",
    "Content-Type: multipart/mixed; boundary=bb",
    "",
    "--bb",
    ...hidden,
    "--bb--",
    "--b--",
  ),
  "an outer boundary that begins like the inner": multipart(
    "multipart/mixed; boundary=bb",
    "--bb",
    "Content-Type: multipart/mixed; boundary=b",
    "",
    "--b",
    ...hidden,
    "--b--",
    "--bb--",
  ),
  "one boundary for two levels": multipart(
    "multipart/mixed; boundary=b",
    "--b",
    "Content-Type: multipart/alternative; boundary=b",
    "",
    "--b",
    ...hidden,
    "--b--",
    "--b--",
  ),
  "an inner multipart that is never closed": multipart(
    "multipart/mixed; boundary=b",
    "--b",
    "Content-Type: multipart/mixed; boundary=c",
    "",
    "--c",
    "",
    "x",
    "--b",
    ...hidden,
    "--b--",
  ),
  "eight levels": aMail(...head, nest(8, encoded("text/plain"))),
  "thirty levels": aMail(...head, nest(30, encoded("text/plain"))),
  "a part after an empty one": multipart("multipart/mixed; boundary=b", "--b", "--b", "", "--b", ...hidden, "--b--"),
  "a part without header": multipart("multipart/mixed; boundary=b", "--b", "", text, "--b--"),
  "a part without the empty line": multipart(
    "multipart/mixed; boundary=b",
    "--b",
    "Content-Type: text/plain",
    text,
    "--b--",
  ),
  "a closing delimiter first": multipart("multipart/mixed; boundary=b", "--b--", "--b", ...hidden, "--b--"),
  "an unknown multipart": multipart("multipart/x-zebra; boundary=b", "--b", ...hidden, "--b--"),
  "multipart/appledouble": multipart(
    "multipart/appledouble; boundary=b",
    "--b",
    encoded("application/applefile"),
    "--b",
    encoded("text/plain"),
    "--b--",
  ),
  "multipart/form-data": multipart(
    "multipart/form-data; boundary=b",
    "--b",
    'Content-Disposition: form-data; name="card"',
    "",
    card,
    "--b--",
  ),
  "multipart/byteranges": multipart("multipart/byteranges; boundary=b", "--b", encoded("text/plain"), "--b--"),
  "multipart/alternative with the number in the first": aMultipart(
    "multipart/alternative",
    encoded("text/plain"),
    "Content-Type: text/html\r\n\r\n<p>nothing",
  ),
  "multipart/alternative with the number in the middle": aMultipart(
    "multipart/alternative",
    "\r\nx",
    encoded("text/enriched"),
    "Content-Type: text/html\r\n\r\n<p>nothing",
  ),
  "multipart/related without a root": aMultipart(
    'multipart/related; start="<none>"',
    encoded("text/html"),
    encoded("image/gif"),
  ),
  "multipart/signed": aMultipart(
    "multipart/signed; protocol=application/pgp-signature",
    encoded("text/plain"),
    "Content-Type: application/pgp-signature\r\n\r\nx",
  ),
  "multipart/encrypted that is not": aMultipart(
    "multipart/encrypted; protocol=application/pgp-encrypted",
    "Content-Type: application/pgp-encrypted\r\n\r\nVersion: 1",
    encoded("application/octet-stream"),
  ),
  "multipart/parallel": aMultipart("multipart/parallel", "\r\nx", encoded("text/plain")),
  "an .mht file": aMultipart(
    "multipart/mixed",
    `Content-Type: application/octet-stream; name=page.mht\r\nContent-Transfer-Encoding: base64\r\n\r\n${base64(multipart("multipart/related; boundary=m", "--m", encoded("text/html"), "--m--"))}`,
  ),
  "a message in a message in a message": aMail(
    ...head,
    "Content-Type: message/rfc822",
    "",
    "Subject: a",
    "Content-Type: message/rfc822",
    "",
    "Subject: b",
    "Content-Type: message/rfc822",
    "",
    "Subject: c",
    ...hidden,
  ),
  "message/global": aMultipart(
    "multipart/mixed",
    `Content-Type: message/global\r\n\r\nSubject: c\r\n${hidden.join("\r\n")}`,
  ),
  "message/news": aMultipart(
    "multipart/mixed",
    `Content-Type: message/news\r\n\r\nSubject: c\r\n${hidden.join("\r\n")}`,
  ),
  "message/partial": aMail(
    ...head,
    'Content-Type: message/partial; id="1"; number=1; total=2',
    "",
    "Subject: c",
    ...hidden,
  ),
  "message/external-body": aMail(
    ...head,
    'Content-Type: message/external-body; access-type=URL; URL="https://x.example/"',
    "",
    ...hidden,
  ),
  "an embedded message in quoted-printable": aMultipart(
    "multipart/mixed",
    `Content-Type: message/rfc822\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\nSubject: c=0D=0A=0D=0A4111=201111=201111=201111`,
  ),
  "an embedded message without an empty line before it": aMultipart(
    "multipart/mixed",
    `Content-Type: message/rfc822\r\nSubject: c\r\n${hidden.join("\r\n")}`,
  ),
  "a mailbox file": aMultipart(
    "multipart/mixed",
    `Content-Type: application/mbox; name=a.mbox\r\n\r\nFrom a@b.example Mon Jan  1 00:00:00 2026\r\nSubject: one\r\n\r\nx\r\n\r\nFrom a@b.example Mon Jan  1 00:00:00 2026\r\nSubject: two\r\n\r\n${card}`,
  ),
  "no MIME-Version": aMail("From: alice@company.example", "Content-Type: text/plain", ...hidden),
  "a type with a comment": aMail(...head, "Content-Type: text/plain (with a comment)", ...hidden),
  "a type that is empty": aMail(...head, "Content-Type:", ...hidden),
  "a type of nonsense": aMail(...head, 'Content-Type: ;;;="', ...hidden),
  "a type with an unclosed quote": aMail(...head, 'Content-Type: text/plain; charset="utf-8', ...hidden),
  "a type without a blank after the colon": aMail(...head, "Content-Type:text/plain", ...hidden),
  "a type with a NUL": aMail(...head, "Content-Type: text/pl\0ain", ...hidden),
};
