import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { readLimits } from "../../../src/mail/limits.ts";
import { readMessage } from "../../../src/mail/read-message.ts";
import { aMail, aMultipart, aPart, findingsOf, textsOf } from "./a-mail.ts";

const enveloped =
  "MIIBUQYJKoZIhvcNAQcDoIIBQjCCAT4CAQIxgcqhgccCAQOgUaFPMAkGByqGSM49AgEDQgAECn/REPP5UGeyiXfeTwxXaeH0xMCuiKQXRxpIqJlPxk4kTfaLgBvUzgDIwLZh4snySlofV+fGbyS0i/UMUpqnJjAYBgkrgQUQhkg/AAIwCwYJYIZIAWUDBAEtMFUwUzAnMA8xDTALBgNVBAMMBHRlc3QCFBNuCYG/GGifRCeEchkr0pYKl+gABCgdbvNKOsCrjY+xdVHRLTCxOlz28sICZ/He/WhES2INMOw26Yk+ueH4MGwGCSqGSIb3DQEHATAdBglghkgBZQMEASoEEFHQ60HTGEIt6Zd1T0zsCaSAQHyralwTsf4VW8+41MxhaA/rr89D67KORGgFEh53qP7cVITJGduIfp9ll4se0AG80FZQH7SeAvVSmbrYqR1SDo0=";
const signed =
  "MIAGCSqGSIb3DQEHAqCAMIACAQExDTALBglghkgBZQMEAgEwgAYJKoZIhvcNAQcBoIAkgAQ2Q29udGVudC1UeXBlOiB0ZXh0L3BsYWluDQoNCmNhcmQgNDExMSAxMTExIDExMTEgMTExMQ0KAAAAAAAAMYGQMIGNAgEBMCcwDzENMAsGA1UEAwwEdGVzdAIUE24Jgb8YaJ9EJ4RyGSvSlgqX6AAwCwYJYIZIAWUDBAIBMAoGCCqGSM49BAMCBEYwRAIgK91P1GFkpLlTC09CW81i/1zfudPi3eHmsp2UBr7w5+0CIG2xsaBmSZxnwLrt7W+btCwFjGfvtdWzgCtMw3tftUFNAAAAAAAA";
const pgp = `-----BEGIN PGP MESSAGE-----\r\n\r\n${Buffer.from([0xc1, ...Array(60).fill(7)]).toString("base64")}\r\n=AAAA\r\n-----END PGP MESSAGE-----`;
const file = (type: string, name: string, bytes: Buffer | string) =>
  aPart(
    { "Content-Type": `${type}; name="${name}"`, "Content-Transfer-Encoding": "base64" },
    Buffer.from(bytes).toString("base64"),
  );

describe("reading a message", () => {
  it("gives a flat list of parts with paths, types, names and sizes", async () => {
    const raw = aMultipart(
      "multipart/mixed",
      "Content-Type: text/plain\r\n\r\nhello",
      "Content-Type: message/rfc822\r\n\r\nSubject: inner\r\n\r\nbody",
      "Content-Type: image/png; name=a.png\r\nContent-ID: <c1>\r\nContent-Transfer-Encoding: base64\r\n\r\niVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk",
    );
    const { parts } = await readMessage(raw);
    assert.deepEqual(
      parts.map(({ path, kind, declaredType, trueType, isAttachment }) => [
        path,
        kind,
        declaredType,
        trueType,
        isAttachment,
      ]),
      [
        ["1", "multipart", "multipart/mixed", null, false],
        ["1.1", "leaf", "text/plain", "text/plain", false],
        ["1.2", "message", "message/rfc822", "message/rfc822", false],
        ["1.2.1", "leaf", "text/plain", "text/plain", true],
        ["1.3", "leaf", "image/png", "image/png", true],
      ],
    );
    assert.deepEqual(parts.at(-1)?.names, ["a.png"]);
    assert.equal(parts.at(-1)?.contentId, "c1");
  });

  it("decodes bytes each time they are asked for", async () => {
    const { parts } = await readMessage(file("text/plain", "a.txt", "höllo"));
    assert.equal(parts[0]?.bytes().toString(), "höllo");
    assert.equal(parts[0]?.bytes().toString(), "höllo");
  });

  it("recognises an mbox line before the header", async () => {
    const { headers } = await readMessage(Buffer.from("From alice Mon Jan 1\r\nSubject: x\r\n\r\ny"));
    assert.deepEqual(
      headers.map(({ name }) => name),
      ["subject"],
    );
  });

  it("reads an empty message without a finding", async () => {
    assert.deepEqual(await findingsOf(Buffer.alloc(0)), []);
  });
});

describe("findings", () => {
  const cases: [string, Buffer, string[]][] = [
    [
      "an ordinary message has none",
      aMultipart(
        "multipart/alternative",
        "Content-Type: text/plain\r\n\r\nx",
        "Content-Type: text/html\r\n\r\n<p>x</p>",
      ),
      [],
    ],
    ["a broken pdf is corrupt", file("application/pdf", "a.pdf", "%PDF-1.7\n"), ["corrupt"]],
    ["a broken pdf in disguise is corrupt", file("text/plain", "a.txt", "%PDF-1.7\n"), ["corrupt"]],
    ["rtf is read", file("application/rtf", "a.rtf", "{\\rtf1 hello}"), []],
    [
      "a broken office file is corrupt",
      file(
        "application/msword",
        "a.doc",
        Buffer.concat([Buffer.from("d0cf11e0a1b11ae1", "hex"), Buffer.from("WordDocument", "utf16le")]),
      ),
      ["corrupt"],
    ],
    [
      "an archive of a form that is not understood is unreadable",
      file("application/x-7z-compressed", "a.7z", Buffer.from("377abcaf271c0004000000000000000000000000", "hex")),
      ["unreadable"],
    ],
    [
      "an office file with a password is encrypted",
      file(
        "application/vnd.ms-excel",
        "a.xlsx",
        Buffer.concat([Buffer.from("d0cf11e0a1b11ae1", "hex"), Buffer.from("EncryptedPackage", "utf16le")]),
      ),
      ["encrypted"],
    ],
    [
      "a picture has no text",
      file(
        "image/gif",
        "a.gif",
        Buffer.concat([Buffer.from("GIF89a"), Buffer.from([1, 0, 1, 0, 0, 0, 0, 0x2c, 0, 0, 0, 2, 3, 1])]),
      ),
      ["no-text"],
    ],
    [
      "bytes of no known type are unknown",
      file(
        "application/octet-stream",
        "a.bin",
        Buffer.from(Array.from({ length: 200 }, (_, index) => (index * 37) & 255)),
      ),
      ["unknown-type"],
    ],
    [
      "S/MIME enveloped data is already encrypted",
      file("application/pkcs7-mime", "smime.p7m", Buffer.from(enveloped, "base64")),
      ["already-encrypted"],
    ],
    [
      "S/MIME that is none is corrupt",
      file("application/pkcs7-mime; smime-type=enveloped-data", "smime.p7m", "hello"),
      ["corrupt"],
    ],
    [
      "PGP/MIME is already encrypted",
      aMultipart(
        'multipart/encrypted; protocol="application/pgp-encrypted"',
        "Content-Type: application/pgp-encrypted\r\n\r\nVersion: 1",
        `Content-Type: application/octet-stream\r\n\r\n${pgp}`,
      ),
      ["already-encrypted"],
    ],
    [
      "PGP/MIME with clear text in it is corrupt",
      aMultipart(
        'multipart/encrypted; protocol="application/pgp-encrypted"',
        "Content-Type: application/pgp-encrypted\r\n\r\nVersion: 1",
        "Content-Type: application/octet-stream\r\n\r\nsecret text",
      ),
      ["corrupt"],
    ],
    [
      "two content types are ambiguous",
      aMail("Content-Type: text/plain", "Content-Type: text/html", "", "x"),
      ["ambiguous"],
    ],
    [
      "one content type given twice alike is not",
      aMail("Content-Type: text/plain", "Content-Type: text/plain", "", "x"),
      [],
    ],
    [
      "a multipart whose delimiters are another's is ambiguous",
      aMail("Content-Type: multipart/mixed; boundary=b", "", "--c", "", "x", "--c--"),
      ["ambiguous"],
    ],
    [
      "a multipart in which nothing could be a delimiter is only malformed",
      aMail("Content-Type: multipart/mixed; boundary=b", "", "x"),
      ["malformed"],
    ],
    [
      "parts after the end are read, and only malformed",
      aMail("Content-Type: multipart/mixed; boundary=b", "", "--b", "", "x", "--b--", "--b", "", "y", "--b--"),
      ["malformed"],
    ],
    [
      "a missing end is only malformed",
      aMail("Content-Type: multipart/mixed; boundary=b", "", "--b", "", "x"),
      ["malformed"],
    ],
    [
      "parts of a message elsewhere are unreadable",
      aPart({ "Content-Type": "message/partial; id=a; number=1" }, "x"),
      ["unreadable"],
    ],
    [
      "an unknown charset with unusual bytes is unreadable",
      aPart({ "Content-Type": "text/plain; charset=ebcdic-x" }, Buffer.from([0xf4, 0xf1, 0xf1])),
      ["unreadable"],
    ],
    [
      "a nested boundary that begins like the outer one is ordinary",
      aMail(
        "Content-Type: multipart/mixed; boundary=b",
        "",
        "--b",
        'Content-Type: multipart/alternative; boundary="bb"',
        "",
        "--bb",
        "",
        "x",
        "--bb--",
        "--b--",
      ),
      [],
    ],
    [
      "Shift_JIS text is ordinary",
      aPart({ "Content-Type": "text/plain; charset=shift_jis" }, Buffer.from("82b182f182c982bf82cd", "hex")),
      [],
    ],
  ];
  for (const [name, raw, kinds] of cases) {
    it(name, async () => assert.deepEqual(await findingsOf(raw), kinds));
  }

  it("unwraps opaque signed content and says that it is signed", async () => {
    const raw = file("application/pkcs7-mime", "smime.p7m", Buffer.from(signed, "base64"));
    assert.deepEqual(await findingsOf(raw), ["signed"]);
    assert.ok((await textsOf(raw)).some((text) => text.includes("card 4111 1111 1111 1111")));
  });
});

describe("budgets", () => {
  it("says so when there are too many parts", async () => {
    const raw = aMultipart("multipart/mixed", ...Array.from({ length: 50 }, () => "\r\nx"));
    const { parts, findings } = await readMessage(raw, { ...readLimits, parts: 20 });
    assert.ok(parts.length <= 20);
    assert.deepEqual(
      findings.map(({ kind, detail }) => [kind, detail]),
      [["scan-incomplete", "parts"]],
    );
  });

  it("says so when messages are nested too deep, and still reads the text", async () => {
    const raw = Buffer.from(`${"Content-Type: message/rfc822\r\n\r\n".repeat(30)}\r\nneedle`);
    assert.ok((await findingsOf(raw)).includes("too-deep"));
    assert.ok((await textsOf(raw)).some((text) => text.includes("needle")));
  });

  it("says so when the message is larger than what is read", async () => {
    const { findings } = await readMessage(aMail("Subject: x", "", "y".repeat(5_000)), {
      ...readLimits,
      messageBytes: 1_000,
    });
    assert.deepEqual(
      findings.map(({ kind }) => kind),
      ["truncated"],
    );
  });

  it("says so when the time is used up", async () => {
    const { findings } = await readMessage(aMail("Subject: x", "", "y"), { ...readLimits, milliseconds: -1 });
    assert.deepEqual(
      findings.map(({ kind, detail }) => [kind, detail]),
      [["scan-incomplete", "time"]],
    );
  });

  it("says so when html is nested too deep to be followed", async () => {
    assert.deepEqual(await findingsOf(aPart({ "Content-Type": "text/html" }, "<div>".repeat(30_000))), ["too-deep"]);
  });
});
