import assert from "node:assert/strict";
import { globSync, readFileSync } from "node:fs";
import { describe, it } from "node:test";
import fc from "fast-check";
import { Parser } from "htmlparser2";
import { simpleParser } from "mailparser";
import { languages } from "../../../src/contracts/policies.ts";
import { composeNotice, noticeDocument, noticeText } from "../../../src/notifications/compose-notice.ts";
import { mailTextsOf } from "../../../src/notifications/mail-texts.ts";
import { allNotices, brand, plainStrangers } from "../../support/all-notices.ts";

const security = ["password-changed", "account-changed", "sender-code"];
const from = "notices@gw.northwind.example";

describe("all notices", () => {
  it("are all in the list that these tests go through", () => {
    const list = readFileSync(new URL("../../support/all-notices.ts", import.meta.url), "utf8");
    const files = globSync("src/notifications/*-notice.ts", { cwd: new URL("../../..", import.meta.url) });
    assert.ok(files.length > 15);
    const missing = files.filter(
      (file) => !/compose-notice/.test(file) && !list.includes(`/${file.split("/").at(-1)}"`),
    );
    assert.deepEqual(missing, []);
  });

  for (const language of languages) {
    it(`have html of 15 KB at most and the same words as text, in ${language}`, () => {
      for (const [name, notice] of Object.entries(allNotices(language))) {
        const document = noticeDocument(notice, brand);
        assert.ok(Buffer.byteLength(document) <= 15 * 1024, `${name}: ${Buffer.byteLength(document)}`);
        const words = textOf(document);
        for (const text of [notice.title, ...notice.paragraphs, ...notice.closing])
          assert.ok(words.includes(text) && noticeText(notice).includes(text), `${name}: ${text}`);
      }
    });

    it(`say their language and direction, and that they are automatic, in ${language}`, async () => {
      const { direction } = mailTextsOf(language);
      for (const notice of Object.values(allNotices(language))) {
        const mail = await simpleParser(await composeNotice(from, "bob@partner.example", notice, brand));
        assert.equal(mail.headers.get("auto-submitted"), "auto-generated");
        assert.equal(mail.headers.get("content-language"), language);
        assert.match(mail.html || "", new RegExp(`<html lang="${language}" dir="${direction}">`));
        assert.deepEqual(mail.attachments, []);
        assert.equal(mail.from?.value[0]?.address, from);
      }
    });
  }

  it("fetch nothing and run nothing", () => {
    for (const notice of Object.values(allNotices("en")))
      assert.doesNotMatch(
        noticeDocument(notice, brand),
        /<(img|script|link|iframe|object|video|svg)|url\(|@import|src=/i,
      );
  });

  it("about security carry no link", () => {
    for (const name of security) {
      const notice = allNotices("en")[name];
      assert.ok(notice);
      assert.equal(notice.action, undefined);
      assert.doesNotMatch(noticeDocument(notice, brand) + noticeText(notice), /<a |https?:/);
    }
  });

  it("show the reader's phrase, and the same reference as the pages", () => {
    for (const name of ["new-message", "password-changed", "account-changed", "reset", "reminder-one"])
      assert.match(noticeText(allNotices("en")[name] ?? assert.fail(name)), /blue kites over the harbour/);
    assert.match(noticeText(allNotices("en")["new-message"] ?? assert.fail()), /Reference: K7MD-93XQ/);
  });

  it("wear the company's colour only where its text can be read, and say its name", () => {
    const notice = allNotices("en").sender ?? assert.fail();
    const wearing = (color: string) => noticeDocument(notice, { ...brand, color });
    assert.match(wearing("#003300"), /background:#003300"><a[^>]*color:#ffffff/);
    assert.match(wearing("#FFEE00"), /background:#ffee00"><a[^>]*color:#14202b/);
    assert.match(wearing("red;} body{display:none"), /background:#0b5cad/);
    assert.match(wearing("#003300"), /<bdi>Northwind Message Center<\/bdi>/);
  });

  it("carry the company's picture with them, and its words where something is asked", async () => {
    const data = Buffer.from("89504e470d0a1a0a0000000d49484452", "hex").toString("base64");
    const own = { ...brand, logo: { type: "png", data } as const, words: "Questions? Call +1 555 0100." };
    const all = allNotices("en");
    const mail = await simpleParser(
      await composeNotice(from, "bob@partner.example", all.activation ?? assert.fail(), own),
    );
    const [picture, ...others] = mail.attachments;
    assert.deepEqual(
      [picture?.cid, picture?.contentDisposition, picture?.content.toString("base64"), others],
      ["logo@mail", "inline", data, []],
    );
    assert.match(noticeDocument(all.activation ?? assert.fail(), own), /<img src="cid:logo@mail" alt=""/);
    assert.match(mail.text ?? "", /Questions\? Call \+1 555 0100\./);
    const security = await simpleParser(
      await composeNotice(from, "bob@partner.example", all["password-changed"] ?? assert.fail(), own),
    );
    assert.doesNotMatch(security.text ?? "", /Call/);
  });

  it("let no stranger's words become headers, markup or links", async () => {
    const expected = shapeOf(noticeDocument(allNotices("ar").activation ?? assert.fail(), brand));
    const hostile = fc.oneof(
      fc.string({ unit: "binary", maxLength: 60 }),
      fc.constantFrom(
        "x\r\nBcc: victim@evil.example\r\n\r\n<script>alert(1)</script>",
        'a"><img src=x onerror=alert(1)>',
        "{portalName} {count, plural, other {x}}",
        "\u202e\u2066moc.live\u2069 <a href=https://evil.example>",
        "=?utf-8?q?=0D=0ABcc:_victim@evil.example?=",
        "';--<!--]]>",
      ),
    );
    await fc.assert(
      fc.asyncProperty(hostile, hostile, fc.constantFrom(...languages), async (first, second, language) => {
        const strangers = {
          ...plainStrangers,
          from: first,
          recipient: second,
          subject: second,
          phrase: first,
          device: second,
        };
        const notices = allNotices(language, strangers);
        for (const notice of [notices.activation ?? assert.fail(), notices.sender ?? assert.fail()]) {
          const raw = await composeNotice(from, "bob@partner.example", notice, brand);
          assert.deepEqual(headerNamesOf(raw), headerNames);
          const { subject } = await simpleParser(raw);
          assert.ok(!/[\r\n]/.test(subject ?? ""));
        }
        const drawn = shapeOf(noticeDocument(notices.activation ?? assert.fail(), brand));
        assert.deepEqual(drawn, expected);
      }),
      { numRuns: 60 },
    );
  });
});

const headerNames = [
  "auto-submitted",
  "content-language",
  "content-type",
  "date",
  "from",
  "message-id",
  "mime-version",
  "subject",
  "to",
];

function headerNamesOf(raw: Buffer): string[] {
  const [head = ""] = raw.toString("latin1").split("\r\n\r\n", 1);
  const lines = head.replaceAll(/\r\n[ \t]+/g, " ").split("\r\n");
  return lines.map((line) => line.slice(0, line.indexOf(":")).toLowerCase()).sort();
}

/** Tags in order, with every address that can be followed or fetched. */
function shapeOf(document: string): string[] {
  const shape: string[] = [];
  const parser = new Parser({
    onopentag: (name, { href, src, ...others }) => {
      const active = Object.keys(others).filter((attribute) => attribute.startsWith("on"));
      shape.push([name, href ?? "", src ?? "", ...active].join(" ").trim());
    },
  });
  parser.end(document);
  return shape;
}

function textOf(document: string): string {
  const parts: string[] = [];
  const parser = new Parser({ ontext: (part) => void parts.push(part) });
  parser.end(document);
  return parts.join("");
}
