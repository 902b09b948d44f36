import type { Notice } from "../contracts/notice.ts";
import type { MailTexts } from "./mail-texts.ts";

/** The answer to mail that was sent to the address of our notices: nobody reads it, and where to write instead. */
export function notReadHereNotice(texts: MailTexts, told: { readonly portalName: string }): Notice {
  const { portalName } = told;
  return {
    language: texts.language,
    subject: texts.text("not-read-here.subject"),
    title: texts.text("not-read-here.title"),
    paragraphs: [texts.text("not-read-here.intro"), texts.text("not-read-here.next", { portalName })],
    closing: [texts.text("footer", { portalName })],
  };
}
