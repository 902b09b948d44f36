import type { Notice } from "../contracts/notice.ts";
import { moment, shownSubject, mailTexts as texts } from "./mail-texts.ts";

const mostRecipients = 25;

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
      [texts.text("fact.recipients", { count: told.recipients.length }), listed(told.recipients)],
      [texts.text("fact.why"), told.reasons.join(" ")],
      [texts.text("fact.expires"), moment(told.expiresAt)],
    ],
    closing: [texts.text("footer", { portalName: told.portalName })],
  };
}

/** A notice stays small however many recipients there are. */
function listed(recipients: readonly string[]): string {
  const shown = recipients.slice(0, mostRecipients).join(", ");
  const more = recipients.length - mostRecipients;
  return more > 0 ? `${shown} ${texts.text("fact.more", { count: more })}` : shown;
}
