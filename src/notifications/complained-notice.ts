import type { Notice } from "../contracts/notice.ts";
import type { MailTexts } from "./mail-texts.ts";
import { senderFacts, type ToldOfRecipient } from "./notice-failed-notice.ts";

/** Tells the sender that a recipient marked our notice as spam, and gets no more of them. */
export function complainedNotice(texts: MailTexts, told: ToldOfRecipient): Notice {
  const { recipient, portalName } = told;
  return {
    language: texts.language,
    subject: texts.text("complained.subject", { recipient }),
    title: texts.text("complained.title"),
    paragraphs: [texts.text("complained.intro", { recipient }), texts.text("complained.next")],
    facts: senderFacts(texts, told),
    closing: [texts.text("footer", { portalName })],
  };
}
