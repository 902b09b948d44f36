import type { Notice } from "../contracts/notice.ts";
import { moment, shownSubject, mailTexts as texts } from "./mail-texts.ts";

/** "Your message was encrypted", to its sender. */
export function senderNotice(told: {
  readonly portalName: string;
  readonly subject: string | null;
  readonly sentAt: string;
  readonly expiresAt: string;
  readonly recipients: readonly string[];
  /** Which policy applied, in plain words. */
  readonly reasons: readonly string[];
}): Notice {
  return {
    subject: texts.text("sender.subject", { subject: shownSubject(told.subject) }),
    title: texts.text("sender.title"),
    paragraphs: [texts.text("sender.intro", { portalName: told.portalName })],
    facts: [
      [texts.text("fact.subject"), shownSubject(told.subject)],
      [texts.text("fact.sent"), moment(told.sentAt)],
      [texts.text("fact.recipients", { count: told.recipients.length }), told.recipients.join(", ")],
      [texts.text("fact.why"), told.reasons.join(" ")],
      [texts.text("fact.expires"), moment(told.expiresAt)],
    ],
    closing: [texts.text("footer", { portalName: told.portalName })],
  };
}
