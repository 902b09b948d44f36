import type { Notice } from "../contracts/notice.ts";
import { moment, shownSubject, mailTexts as texts } from "./mail-texts.ts";

/** Tells the sender that a recipient's notice did not arrive. */
export function noticeFailedNotice(told: {
  readonly portalName: string;
  readonly recipient: string;
  readonly subject: string | null;
  readonly sentAt: string;
}): Notice {
  const { recipient, portalName } = told;
  return {
    subject: texts.text("notice-failed.subject", { recipient }),
    title: texts.text("notice-failed.title"),
    paragraphs: [texts.text("notice-failed.intro", { recipient }), texts.text("notice-failed.next")],
    facts: [
      [texts.text("fact.subject"), shownSubject(told.subject)],
      [texts.text("fact.sent"), moment(told.sentAt)],
    ],
    closing: [texts.text("footer", { portalName })],
  };
}
