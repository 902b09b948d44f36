import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { simpleParser } from "mailparser";
import { type Language, language as languages } from "../../../src/contracts/policies.ts";
import { activatedNotice } from "../../../src/notifications/activated-notice.ts";
import { activationNotice } from "../../../src/notifications/activation-notice.ts";
import { composeForward } from "../../../src/notifications/compose-forward.ts";
import { composeNotice, type Notice } from "../../../src/notifications/compose-notice.ts";
import { firstSignInNotice } from "../../../src/notifications/first-sign-in-notice.ts";
import { mailTextsOf } from "../../../src/notifications/mail-texts.ts";
import { newMessageNotice } from "../../../src/notifications/new-message-notice.ts";
import { noticeFailedNotice } from "../../../src/notifications/notice-failed-notice.ts";
import { passwordChangedNotice } from "../../../src/notifications/password-changed-notice.ts";
import type { Reader } from "../../../src/notifications/reader.ts";
import { resetNotice } from "../../../src/notifications/reset-notice.ts";
import { senderNotice } from "../../../src/notifications/sender-notice.ts";

type Said = { readonly subject: string | null; readonly address: string; readonly portalName: string };

const plain: Said = { subject: "Your booking", address: "anna@company.example", portalName: "Company Message Center" };
const link = "https://mpc.example/mpc/a/abcdefghijklmnopqrstuvwxyz012345";
const at = "2026-11-22T10:00:00.000Z";

/** Every notice of the main job that says something of others. */
function noticesOf({ subject, address, portalName }: Said, language: Language): Record<string, Notice> {
  const texts = mailTextsOf(language);
  const reader: Reader = { texts, timeZone: "UTC" };
  const message = { portalName, from: address, subject, sentAt: at, expiresAt: at, link, reference: "81SY-2K49" };
  const recipients = Array.from({ length: 100 }, (_, index) => `r${index}.${address}`);
  const secret = { activationPassword: "65cs-184a-w6s4-v1xq", passwordExpiresAt: at };
  return {
    activation: activationNotice(reader, { ...message, ...secret }),
    "new message": newMessageNotice(reader, message),
    sender: senderNotice(texts, { ...message, recipients, reasons: [`Policy "${subject}" applies.`] }),
    "notice failed": noticeFailedNotice(texts, { ...message, recipient: address }),
    activated: activatedNotice(texts, { portalName, recipient: address, activatedAt: at, reference: "81SY-2K49" }),
    reset: resetNotice(reader, { portalName, link, ...secret }),
    "password changed": passwordChangedNotice(reader, { portalName, changedAt: at }),
    "first sign-in": firstSignInNotice(texts, { portalName, link, userName: "admin", oneTimePassword: "0123-4567" }),
  };
}

const compose = (notice: Notice, portalName = plain.portalName) =>
  composeNotice("notices@gw.company.example", "bob@partner.example", notice, { portalName });

describe("what notices say of others", () => {
  const hostile: Said = {
    subject:
      'a\r\nBcc: victim@evil.example\r\n\r\n<script>alert(1)</script>"><img src=x onerror=alert(1)>\u202Egpj.exe\u2028x',
    address: '"<b>bold</b>"@company.example',
    portalName: 'Center\r\nX-Evil: 1 <i>"',
  };
  const each = Object.entries(noticesOf(hostile, "en"));

  it("ends no header line, whatever subject, address or name hold", async () => {
    for (const [name, notice] of each) {
      const raw = String(await compose(notice, hostile.portalName));
      const head = raw.slice(0, raw.indexOf("\r\n\r\n"));
      const fields = head
        .replaceAll(/\r\n[ \t]/g, " ")
        .split("\r\n")
        .map((line) => line.split(":")[0]?.toLowerCase());
      assert.deepEqual(
        fields.filter((field) => field === "bcc" || field === "x-evil" || field === "cc"),
        [],
        name,
      );
      assert.doesNotMatch(raw, /(?<!\r)\n|\r(?!\n)/, `${name} has bare line ends`);
      assert.equal(
        (await simpleParser(raw)).to && [(await simpleParser(raw)).to].flat()[0]?.text,
        "bob@partner.example",
      );
    }
  });

  it("is escaped in html, and turns no reading direction", async () => {
    for (const [name, notice] of each) {
      const { html, subject, text } = await simpleParser(await compose(notice, hostile.portalName));
      assert.doesNotMatch(String(html), /<script|<img|<b>|<i>|onerror=alert\(1\)>/, name);
      assert.doesNotMatch(`${subject}${text}${html}`, /[\u202a-\u202e\u2028\u2029]/, name);
    }
  });

  it("shows no subject that is hidden, nowhere", async () => {
    const hidden = noticesOf({ ...plain, subject: null }, "en");
    for (const name of ["activation", "new message", "sender", "notice failed"]) {
      const notice = hidden[name];
      assert.ok(notice);
      const { text, html } = await simpleParser(await compose(notice));
      assert.match(String(text), /\(hidden: see the message\)/, name);
      assert.match(String(html), /\(hidden: see the message\)/, name);
    }
  });

  it("stays within 15 KB in every language, however much there is to say", async () => {
    const much: Said = {
      subject: "Überlänge ".repeat(100),
      address: `${"x".repeat(64)}@${"long-name.".repeat(18)}example`,
      portalName: "A Company with a Rather Long Name Message Center",
    };
    for (const language of languages.options) {
      for (const [name, notice] of Object.entries(noticesOf(much, language))) {
        const { html } = await simpleParser(await compose(notice, much.portalName));
        const length = Buffer.byteLength(html || "");
        assert.ok(length > 0 && length <= 15 * 1024, `${name} in ${language} has ${length} bytes of html`);
      }
    }
  });
});

describe("mail passed on to the operator", () => {
  it("is attached byte for byte and opened by nobody", async () => {
    const original = Buffer.from("From: x@stranger.example\r\nSubject: help\r\nX: \xe9\r\n\r\n<script>\r\n", "latin1");
    const raw = await composeForward(
      { name: "Center", address: "notices@gw.company.example" },
      "it@company.example",
      original,
    );
    const [attachment, ...others] = (await simpleParser(raw)).attachments;
    assert.equal(others.length, 0);
    assert.match(String(raw), /Content-Type: application\/octet-stream; name=message\.eml/);
    assert.ok(attachment?.content.equals(original));
    assert.equal(String(raw).includes("<script>"), false);
  });
});
