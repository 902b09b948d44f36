import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import { describe, it } from "node:test";
import { simpleParser } from "mailparser";
import { setFilesAside } from "../../../src/mail/set-files-aside.ts";
import { showMessage } from "../../../src/mail/view.ts";

const large = randomBytes(120_001);
const other = randomBytes(90_002);

function lines(content: Buffer, length = 76, lineEnd = "\r\n"): string {
  return (content.toString("base64").match(new RegExp(`.{1,${length}}`, "g")) ?? []).join(lineEnd);
}

function part(fields: Readonly<Record<string, string>>, body: string): string {
  const head = Object.entries(fields).map(([name, value]) => `${name}: ${value}\r\n`);
  return `--mix\r\n${head.join("")}\r\n${body}\r\n`;
}

const picture = { "Content-Type": "image/jpeg; name=a.jpg", "Content-Transfer-Encoding": "base64" };
const log = {
  "Content-Type": "text/plain; name=b.log",
  "Content-Disposition": "attachment; filename=b.log",
  "Content-Transfer-Encoding": "BASE64",
};

function message(...parts: readonly string[]): Buffer {
  return Buffer.from(
    `From: a@b.example\r\nSubject: Files\r\nContent-Type: multipart/mixed; boundary=mix\r\n\r\n${parts.join("")}--mix--\r\n`,
  );
}

/** What the parser makes of the whole message. */
async function parsed(raw: Buffer) {
  const { attachments, text, html } = await simpleParser(raw, {
    skipHtmlToText: true,
    skipTextToHtml: true,
    skipImageLinks: true,
    skipTextLinks: true,
  });
  const files = attachments.map(({ filename, contentType, content }, at) => [
    filename ?? `attachment-${at + 1}`,
    contentType,
    content,
  ]);
  return { files, text: text ?? null, html: html === false ? null : html };
}

async function shown(raw: Buffer) {
  const { attachments, text, html } = await showMessage(raw);
  for (const { size, bytes } of attachments) assert.equal(size, bytes().length);
  return { files: attachments.map(({ name, type, bytes }) => [name, type, bytes()]), text, html };
}

const text = part({ "Content-Type": "text/plain" }, "See the files.");

describe("the view of a message with large files", () => {
  const messages: Readonly<Record<string, Buffer>> = {
    "a picture and a log": message(text, part(picture, lines(large)), part(log, lines(other))),
    "the same file twice": message(text, part(picture, lines(large)), part(picture, lines(large))),
    "long lines without carriage returns": message(text, part(picture, lines(large, 1_000, "\n"))),
    "a picture within related parts": message(
      part(
        { "Content-Type": "multipart/related; boundary=rel" },
        `--rel\r\nContent-Type: text/html\r\n\r\n<img src="cid:i">\r\n--rel\r\nContent-Type: image/png\r\nContent-ID: <i>\r\nContent-Transfer-Encoding: base64\r\n\r\n${lines(large)}\r\n--rel--\r\n`,
      ),
    ),
    "an attached message with a file": message(
      text,
      part({ "Content-Type": "message/rfc822" }, message(part(picture, lines(large))).toString("latin1")),
    ),
    "a long text in base64": message(
      part(
        { "Content-Type": "text/plain", "Content-Transfer-Encoding": "base64" },
        lines(Buffer.from("long line\r\n".repeat(9_000))),
      ),
    ),
    "two transfer encodings": message(text, part({ ...picture, "content-transfer-encoding": "7bit" }, lines(large))),
    "base64 with other characters in it": message(text, part(picture, `${lines(large)}\r\n!!${lines(other)}`)),
    "base64 that is cut short": message(text, part(picture, lines(large).slice(0, -7))),
    "base64 behind its padding": message(text, part(picture, `${lines(large)}\r\n${lines(large)}`)),
    "a file that poses as the sign": message(
      text,
      part(picture, lines(large)),
      part(picture, lines(setFilesAside(message(part(picture, lines(large))))?.files[0]?.sign ?? other)),
    ),
  };
  for (const [name, raw] of Object.entries(messages))
    it(`is that of the parser: ${name}`, async () => assert.deepEqual(await shown(raw), await parsed(raw)));

  it("is made without parsing clean files", () => {
    const slim = setFilesAside(message(text, part(picture, lines(large)), part(log, lines(other))));
    assert.deepEqual(
      slim?.files.map(({ size }) => size),
      [large.length, other.length],
    );
    assert.ok((slim?.raw.length ?? 0) < 1_000);
  });
});
