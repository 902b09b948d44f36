import type { Notice } from "../contracts/notice.ts";
import { type MailTexts, moment, shownSubject } from "./mail-texts.ts";

/** What the sender is told of one recipient of a message. */
export type ToldOfRecipient = {
  readonly portalName: string;
  readonly recipient: string;
  readonly subject: string | null;
  readonly sentAt: string;
  readonly reference: string;
};

/** Tells the sender that a recipient's notice did not arrive, with a link to the sender's page. */
export function noticeFailedNotice(texts: MailTexts, told: ToldOfRecipient & { readonly link: string }): Notice {
  const { recipient, portalName } = told;
  return {
    language: texts.language,
    subject: texts.text("notice-failed.subject", { recipient }),
    title: texts.text("notice-failed.title"),
    paragraphs: [texts.text("notice-failed.intro", { recipient }), texts.text("notice-failed.next")],
    facts: senderFacts(texts, told),
    action: { label: texts.text("sender.action"), link: told.link },
    closing: [texts.text("footer", { portalName })],
  };
}

/** The lines of every notice to a sender. */
export function senderFacts(
  texts: MailTexts,
  told: Pick<ToldOfRecipient, "subject" | "sentAt" | "reference">,
): (readonly [string, string])[] {
  return [
    [texts.text("fact.subject"), shownSubject(texts, told.subject)],
    [texts.text("fact.sent"), moment(texts, told.sentAt)],
    [texts.text("fact.reference"), told.reference],
  ];
}
