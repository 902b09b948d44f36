import type { Notice } from "../contracts/notice.ts";
import { listed } from "./listed.ts";
import type { MailTexts } from "./mail-texts.ts";
import { senderFacts, type ToldOfRecipient } from "./notice-failed-notice.ts";

/** Tells the sender which recipients had not read the message when it expired. */
export function expiredUnreadNotice(
  texts: MailTexts,
  told: Omit<ToldOfRecipient, "recipient"> & { readonly recipients: readonly string[] },
): Notice {
  const { recipients, portalName } = told;
  const count = recipients.length;
  return {
    language: texts.language,
    subject: texts.text("expired-unread.subject"),
    title: texts.text("expired-unread.title"),
    paragraphs: [texts.text("expired-unread.intro", { count }), texts.text("expired-unread.next")],
    facts: [[texts.text("fact.recipients", { count }), listed(texts, recipients)], ...senderFacts(texts, told)],
    closing: [texts.text("footer", { portalName })],
  };
}
