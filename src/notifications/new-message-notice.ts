import type { Notice } from "../contracts/notice.ts";
import { moment, shownSubject, mailTexts as texts } from "./mail-texts.ts";

/** What a notice to a recipient tells of the message. A null subject stays hidden. */
export type ToldMessage = {
  readonly portalName: string;
  readonly from: string;
  readonly subject: string | null;
  readonly sentAt: string;
  readonly expiresAt: string;
  readonly link: string;
};

/** "You have a new encrypted message from …", to a recipient who has an account. */
export function newMessageNotice(told: ToldMessage): Notice {
  return {
    subject: texts.text("new-message.subject", { from: told.from }),
    title: texts.text("new-message.title"),
    paragraphs: [texts.text("new-message.intro", { portalName: told.portalName })],
    facts: messageFacts(told),
    action: { label: texts.text("new-message.action"), link: told.link },
    closing: [texts.text("new-message.expected", { from: told.from })],
  };
}

/** The lines that every notice about a message shows. */
export function messageFacts(told: Omit<ToldMessage, "link" | "portalName">): (readonly [string, string])[] {
  return [
    [texts.text("fact.from"), told.from],
    [texts.text("fact.subject"), shownSubject(told.subject)],
    [texts.text("fact.sent"), moment(told.sentAt)],
    [texts.text("fact.expires"), moment(told.expiresAt)],
  ];
}
