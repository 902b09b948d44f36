import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { mailTextsOf } from "../../../src/notifications/mail-texts.ts";
import { languages, pageTexts } from "../../../web/pickup/page-texts.ts";
import { senderTextsOf } from "../../../web/pickup/sender-texts.ts";

describe("a mail that sends its reader to a page", () => {
  for (const language of languages) {
    const page = pageTexts(language);
    const mail = mailTextsOf(language);
    it(`calls what is to be pressed as the page does: ${language}`, () => {
      const forgot = page.text("sign-in.forgot");
      const portalName = "Northwind";
      assert.ok(mail.text("password-changed.not-you", { portalName }).includes(forgot), forgot);
      const changed = mail.text("account-changed.not-you", { portalName });
      assert.ok(changed.includes(forgot) && changed.includes(page.text("account.title")), changed);
      assert.ok(mail.text("reply-failed.next", { portalName }).includes(page.text("sent.title")));
    });

    it(`calls a recall the same to its sender and to its recipient: ${language}`, () => {
      const word = senderTextsOf(language).text("state.recalled").slice(0, 5).toLowerCase();
      assert.ok(page.text("inbox.status.recalled").toLowerCase().includes(word), word);
    });

    it(`does not say "today" of what ends tomorrow: ${language}`, () => {
      assert.doesNotMatch(page.text("inbox.expires-in", { count: 1 }), /today|heute|aujourd|hoy|hoje|اليوم/);
    });
  }
});
