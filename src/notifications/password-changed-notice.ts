import type { Notice } from "../contracts/notice.ts";
import { moment } from "./mail-texts.ts";
import { phraseLine, type Reader } from "./reader.ts";

/** Tells the account's owner that the password changed; no link, so that nobody learns to follow one. */
export function passwordChangedNotice(
  reader: Reader,
  told: { readonly portalName: string; readonly changedAt: string },
): Notice {
  const { texts, timeZone } = reader;
  const { portalName } = told;
  return {
    language: texts.language,
    subject: texts.text("password-changed.subject"),
    title: texts.text("password-changed.title"),
    paragraphs: [texts.text("password-changed.intro", { portalName })],
    facts: [[texts.text("password-changed.when"), moment(texts, told.changedAt, timeZone)]],
    closing: [...phraseLine(reader), texts.text("password-changed.not-you", { portalName })],
  };
}
