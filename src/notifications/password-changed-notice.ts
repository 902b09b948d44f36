import type { Notice } from "../contracts/notice.ts";
import { moment, mailTexts as texts } from "./mail-texts.ts";

/** Tells the account's owner that the password changed; no link, so that nobody learns to follow one. */
export function passwordChangedNotice(told: { readonly portalName: string; readonly changedAt: string }): Notice {
  const { portalName } = told;
  return {
    subject: texts.text("password-changed.subject"),
    title: texts.text("password-changed.title"),
    paragraphs: [texts.text("password-changed.intro", { portalName })],
    facts: [[texts.text("password-changed.when"), moment(told.changedAt)]],
    closing: [texts.text("password-changed.not-you", { portalName })],
  };
}
