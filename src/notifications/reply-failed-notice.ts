import type { Notice } from "../contracts/notice.ts";
import { moment } from "./mail-texts.ts";
import { phraseLine, type Reader } from "./reader.ts";

/** Tells a recipient that a reply could not be delivered. Neither subject nor text is in it. */
export function replyFailedNotice(
  reader: Reader,
  told: {
    readonly portalName: string;
    readonly to: readonly string[];
    readonly sentAt: string;
  },
): Notice {
  const { texts, timeZone } = reader;
  const { portalName } = told;
  return {
    language: texts.language,
    subject: texts.text("reply-failed.subject"),
    title: texts.text("reply-failed.title"),
    paragraphs: [texts.text("reply-failed.intro"), texts.text("reply-failed.next", { portalName })],
    facts: [
      [texts.text("fact.recipients", { count: told.to.length }), told.to.join(", ")],
      [texts.text("fact.sent"), moment(texts, told.sentAt, timeZone)],
    ],
    closing: [...phraseLine(reader), texts.text("footer", { portalName })],
  };
}
