import type { Notice } from "../contracts/notice.ts";
import { moment, mailTexts as texts } from "./mail-texts.ts";

/** Tells a recipient that a reply could not be delivered. Neither subject nor text is in it. */
export function replyFailedNotice(told: {
  readonly portalName: string;
  readonly to: readonly string[];
  readonly sentAt: string;
}): Notice {
  const { portalName } = told;
  return {
    subject: texts.text("reply-failed.subject"),
    title: texts.text("reply-failed.title"),
    paragraphs: [texts.text("reply-failed.intro"), texts.text("reply-failed.next", { portalName })],
    facts: [
      [texts.text("fact.recipients", { count: told.to.length }), told.to.join(", ")],
      [texts.text("fact.sent"), moment(told.sentAt)],
    ],
    closing: [texts.text("footer", { portalName })],
  };
}
