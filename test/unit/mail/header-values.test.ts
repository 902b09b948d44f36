import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import { decodeEncodedWords, encodeHeaderText } from "../../../src/mail/encoded-words.ts";
import { parseParameters } from "../../../src/mail/parameters.ts";

describe("encoded words", () => {
  const cases: [string, string, string][] = [
    ["quoted-printable with underscores", "=?utf-8?Q?caf=C3=A9_au_lait?=", "café au lait"],
    ["base64 in another charset", "=?iso-8859-1?B?Y2Fm6Q==?=", "café"],
    ["neighbours without the blank between them", "=?utf-8?Q?a?= =?utf-8?Q?b?= c", "ab c"],
    ["a character split between two words", "=?utf-8?B?ww==?= =?utf-8?B?pA==?=", "ä"],
    ["a language tag", "=?utf-8*en?Q?x?=", "x"],
    ["words inside quotes", '"=?utf-8?Q?x?=" <a@b>', '"x" <a@b>'],
    ["what is no encoded word", "=?utf-8?X?abc?= =?", "=?utf-8?X?abc?= =?"],
  ];
  for (const [name, given, wanted] of cases)
    it(`decode ${name}`, () => assert.equal(decodeEncodedWords(given), wanted));

  it("come back as they were after encoding", () => {
    for (const text of ["plain", "ünïcode", "日本語の長い件名".repeat(12), "=?looks like a word"]) {
      const encoded = encodeHeaderText(text);
      assert.equal(decodeEncodedWords(encoded.replace(/\r\n/g, "")), text);
      assert.ok(encoded.split("\r\n").every((line) => line.length <= 78 || line === text));
    }
  });
});

describe("parameters", () => {
  it("mean the same whether or not a comment makes the field take the long way", () => {
    const token = fc.stringMatching(/^[\w.+/:-]{1,12}$/);
    const quoted = fc.stringMatching(/^[^"\\()\r\n]{0,16}$/).map((text) => `"${text}"`);
    const parameter = fc.tuple(
      fc.constantFrom("charset", "name", "boundary", "format", "x-name"),
      fc.oneof(token, quoted),
    );
    fc.assert(
      fc.property(fc.array(parameter, { maxLength: 4 }), (list) => {
        const rest = list.map(([name, value]) => `; ${name}=${value}`).join("");
        assert.deepEqual(parseParameters(`text/plain${rest}`), parseParameters(`text/plain (a comment)${rest}`));
      }),
    );
  });

  const first = (field: string, name: string) => parseParameters(field).parameters.get(name)?.[0];
  const cases: [string, string, string, string][] = [
    ["quoted", 'text/plain; name="a b.txt"', "name", "a b.txt"],
    ["unquoted with blanks", "text/plain; name=a b.txt", "name", "a b.txt"],
    ["with escapes", 'text/plain; name="a\\"b"', "name", 'a"b'],
    ["in RFC 2231 form", "text/plain; name*=utf-8'en'%e2%82%ac.txt", "name", "€.txt"],
    [
      "continued, encoded and plain",
      "text/plain; name*0*=utf-8''%e2%82; name*1*=%ac; name*2=\".txt\"",
      "name",
      "€.txt",
    ],
    ["continued in the wrong order", 'text/plain; name*1="b"; name*0="a"', "name", "ab"],
    ["as an encoded word", 'text/plain; name="=?utf-8?B?w6Q=?="', "name", "ä"],
    ["without the semicolon", "text/plain charset=utf-8", "charset", "utf-8"],
    ["with a comment", "text/plain; charset=utf-8 (comment)", "charset", "utf-8 (comment)"],
    ["in capitals", "TEXT/PLAIN; CHARSET=x", "charset", "x"],
  ];
  for (const [name, field, parameter, wanted] of cases) {
    it(`are read ${name}`, () => assert.equal(first(field, parameter), wanted));
  }

  it("keep every value given", () => {
    assert.deepEqual(parseParameters("multipart/mixed; boundary=a; boundary=b").parameters.get("boundary"), ["a", "b"]);
    assert.deepEqual(parseParameters("text/plain; charset=utf-8 (x)").parameters.get("charset"), [
      "utf-8 (x)",
      "utf-8",
    ]);
  });

  it("leave the type without comments, blanks and quotes", () => {
    assert.equal(parseParameters(' "Text / (x) HTML" ; a=b').type, "text/html");
  });
});
