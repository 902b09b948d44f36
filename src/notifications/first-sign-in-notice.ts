import type { Notice } from "../contracts/notice.ts";
import type { MailTexts } from "./mail-texts.ts";

/** Link, user name and one-time password: after the installation, an invitation or a reset. */
export function firstSignInNotice(
  texts: MailTexts,
  told: {
    readonly portalName: string;
    readonly link: string;
    readonly userName: string;
    readonly oneTimePassword: string;
    readonly occasion?: "invited" | "reset";
  },
): Notice {
  const { portalName, occasion } = told;
  const words = {
    installed: ["first-sign-in.subject", "first-sign-in.title", "first-sign-in.intro"],
    invited: ["first-sign-in.subject", "first-sign-in.invited-title", "first-sign-in.invited-intro"],
    reset: ["first-sign-in.reset-subject", "first-sign-in.reset-title", "first-sign-in.reset-intro"],
  } as const;
  const [subject, title, intro] = words[occasion ?? "installed"];
  return {
    language: texts.language,
    subject: texts.text(subject),
    title: texts.text(title),
    paragraphs: [texts.text(intro, { portalName })],
    facts: [[texts.text("first-sign-in.user"), told.userName]],
    secret: { label: texts.text("first-sign-in.password"), value: told.oneTimePassword },
    action: { label: texts.text("first-sign-in.action"), link: told.link },
    closing: [texts.text("first-sign-in.once"), texts.text("footer", { portalName })],
  };
}
