import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { contentLines, filesInLines, hasContentLines } from "../../../src/mail/content-lines.ts";

const card = (...lines: string[]) => ["BEGIN:VCARD", ...lines, "END:VCARD", ""].join("\r\n");

describe("calendars and cards", () => {
  it("are known by their first line", () => {
    assert.equal(hasContentLines(card("FN:Bob")), true);
    assert.equal(hasContentLines("\ufeff\r\nbegin:vcalendar\r\n"), true);
    assert.equal(hasContentLines("Dear Bob, BEGIN:VCARD"), false);
  });

  it("are shown with folded lines joined and escapes undone", () => {
    assert.match(contentLines(card("NOTE:4111 11", " 11 1111 1111")), /NOTE:4111 1111 1111 1111/);
    assert.match(contentLines(card("NOTE:one\\, two\\; three\\nfour\\\\n")), /NOTE:one, two; three\nfour\\n/);
  });

  it("are shown with quoted-printable undone, soft breaks and charsets too", () => {
    assert.match(
      contentLines(card("NOTE;ENCODING=QUOTED-PRINTABLE:4111=201111=", "=201111=201111")),
      /4111 1111 1111 1111/,
    );
    const latin = "FN;CHARSET=ISO-8859-1;ENCODING=QUOTED-PRINTABLE:J=FCrgen";
    assert.match(contentLines(card(latin)), /Jürgen/);
    assert.match(contentLines(card("NOTE;QUOTED-PRINTABLE:a=3Db")), /a=b/);
  });

  it("give the files that they hold", () => {
    const attached = "ATTACH;FMTTYPE=text/plain;X-FILENAME=a.txt;ENCODING=BASE64;VALUE=BINARY:aGVs\r\n bG8=";
    assert.deepEqual(filesInLines(card(attached), 10), [{ name: "a.txt", bytes: Buffer.from("hello") }]);
    assert.equal(filesInLines(card("PHOTO:data:image/png;base64,aGVsbG8="), 10).length, 1);
    assert.deepEqual(filesInLines(card("ATTACH:https://x.example/a.txt", "NOTE:aGVsbG8="), 10), []);
    assert.equal(filesInLines(card(...Array.from({ length: 9 }, () => "PHOTO;ENCODING=b:aGVsbG8=")), 3).length, 3);
  });
});
