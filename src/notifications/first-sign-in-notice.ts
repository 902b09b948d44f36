import type { Notice } from "../contracts/notice.ts";
import type { MailTexts } from "./mail-texts.ts";

/** Link, user name and one-time password for the first administrator. */
export function firstSignInNotice(
  texts: MailTexts,
  told: {
    readonly portalName: string;
    readonly link: string;
    readonly userName: string;
    readonly oneTimePassword: string;
  },
): Notice {
  const { portalName } = told;
  return {
    language: texts.language,
    subject: texts.text("first-sign-in.subject"),
    title: texts.text("first-sign-in.title"),
    paragraphs: [texts.text("first-sign-in.intro", { portalName })],
    facts: [[texts.text("first-sign-in.user"), told.userName]],
    secret: { label: texts.text("first-sign-in.password"), value: told.oneTimePassword },
    action: { label: texts.text("first-sign-in.action"), link: told.link },
    closing: [texts.text("first-sign-in.once"), texts.text("footer", { portalName })],
  };
}
