import type { Notice } from "../contracts/notice.ts";
import { listed } from "./listed.ts";
import { type MailTexts, moment, shownSubject, unbroken } from "./mail-texts.ts";

const longestReasons = 500;

/** "Your message was encrypted", to its sender, with the link to the sender's page. */
export function senderNotice(
  texts: MailTexts,
  told: {
    readonly portalName: string;
    readonly subject: string | null;
    readonly sentAt: string;
    readonly expiresAt: string;
    readonly recipients: readonly string[];
    /** Which policy applied, in plain words. */
    readonly reasons: readonly string[];
    readonly reference: string;
    readonly link: string;
  },
): Notice {
  const subject = shownSubject(texts, told.subject);
  return {
    language: texts.language,
    subject: texts.text("sender.subject", { subject }),
    title: texts.text("sender.title"),
    paragraphs: [texts.text("sender.intro", { portalName: told.portalName })],
    facts: [
      [texts.text("fact.subject"), subject],
      [texts.text("fact.sent"), moment(texts, told.sentAt)],
      [texts.text("fact.recipients", { count: told.recipients.length }), listed(texts, told.recipients)],
      [texts.text("fact.why"), unbroken(told.reasons.join(" ")).slice(0, longestReasons)],
      [texts.text("fact.expires"), moment(texts, told.expiresAt)],
      [texts.text("fact.reference"), told.reference],
    ],
    action: { label: texts.text("sender.action"), link: told.link },
    closing: [texts.text("sender.page"), texts.text("footer", { portalName: told.portalName })],
  };
}
