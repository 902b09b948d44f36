import type { Notice } from "../contracts/notice.ts";
import { type MailTexts, moment } from "./mail-texts.ts";

/** Tells the sender that a recipient has activated for the first time. */
export function activatedNotice(
  texts: MailTexts,
  told: {
    readonly portalName: string;
    readonly recipient: string;
    readonly activatedAt: string;
    readonly reference: string;
  },
): Notice {
  const { recipient, portalName } = told;
  return {
    language: texts.language,
    subject: texts.text("activated.subject", { recipient }),
    title: texts.text("activated.title"),
    paragraphs: [texts.text("activated.intro", { recipient, portalName })],
    facts: [
      [texts.text("activated.when"), moment(texts, told.activatedAt)],
      [texts.text("fact.reference"), told.reference],
    ],
    closing: [texts.text("footer", { portalName })],
  };
}
