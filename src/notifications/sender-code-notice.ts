import type { Notice } from "../contracts/notice.ts";
import { type MailTexts, moment } from "./mail-texts.ts";

/** The code that opens a sender's page; no link, so that nobody learns to follow one to where a code is asked for. */
export function senderCodeNotice(
  texts: MailTexts,
  told: {
    readonly portalName: string;
    readonly code: string;
    readonly expiresAt: string;
    readonly reference: string;
  },
): Notice {
  const { portalName } = told;
  return {
    language: texts.language,
    subject: texts.text("sender-code.subject", { portalName }),
    title: texts.text("sender-code.title"),
    paragraphs: [texts.text("sender-code.intro")],
    facts: [[texts.text("fact.reference"), told.reference]],
    secret: { label: texts.text("sender-code.code"), value: told.code },
    closing: [
      texts.text("sender-code.valid", { until: moment(texts, told.expiresAt) }),
      texts.text("sender-code.not-you"),
      texts.text("footer", { portalName }),
    ],
  };
}
