import type { Notice } from "../contracts/notice.ts";
import { type MailTexts, moment } from "./mail-texts.ts";
import { senderFacts, type ToldOfRecipient } from "./notice-failed-notice.ts";

/** Tells the sender when a recipient first opened the message. */
export function readReceiptNotice(texts: MailTexts, told: ToldOfRecipient & { readonly readAt: string }): Notice {
  const { recipient, portalName } = told;
  return {
    language: texts.language,
    subject: texts.text("read-receipt.subject", { recipient }),
    title: texts.text("read-receipt.title"),
    paragraphs: [texts.text("read-receipt.intro", { recipient })],
    facts: [[texts.text("read-receipt.when"), moment(texts, told.readAt)], ...senderFacts(texts, told)],
    closing: [texts.text("footer", { portalName })],
  };
}
