import type { Notice } from "../contracts/notice.ts";
import { type MailTexts, moment, shownSubject } from "./mail-texts.ts";
import { phraseLine, type Reader } from "./reader.ts";

/** What a notice to a recipient tells of the message. A null subject stays hidden. */
export type ToldMessage = {
  readonly portalName: string;
  readonly from: string;
  readonly subject: string | null;
  readonly sentAt: string;
  readonly expiresAt: string;
  readonly reference: string;
  readonly link: string;
};

/** "You have a new encrypted message from …", to a recipient who has an account. */
export function newMessageNotice(reader: Reader, told: ToldMessage): Notice {
  const { texts } = reader;
  return {
    language: texts.language,
    subject: texts.text("new-message.subject", { from: told.from }),
    title: texts.text("new-message.title"),
    paragraphs: [texts.text("new-message.intro", { portalName: told.portalName })],
    facts: messageFacts(texts, told, reader.timeZone),
    action: { label: texts.text("new-message.action"), link: told.link },
    closing: [...phraseLine(reader), texts.text("new-message.expected", { from: told.from })],
  };
}

/** The lines that every notice about a message shows. */
export function messageFacts(
  texts: MailTexts,
  told: Omit<ToldMessage, "link" | "portalName">,
  timeZone?: string,
): (readonly [string, string])[] {
  return [
    [texts.text("fact.from"), told.from],
    [texts.text("fact.subject"), shownSubject(texts, told.subject)],
    [texts.text("fact.sent"), moment(texts, told.sentAt, timeZone)],
    [texts.text("fact.expires"), moment(texts, told.expiresAt, timeZone)],
    [texts.text("fact.reference"), told.reference],
  ];
}
