import type { Notice } from "../contracts/notice.ts";
import { type MailTexts, moment, shownSubject } from "./mail-texts.ts";

/** The activation password, to the sender, who passes it on to the recipient by another way than mail. */
export function activationPasswordNotice(
  texts: MailTexts,
  told: {
    readonly portalName: string;
    readonly recipient: string;
    readonly subject: string | null;
    readonly activationPassword: string;
    readonly passwordExpiresAt: string;
    readonly reference: string;
  },
): Notice {
  const { recipient, portalName } = told;
  return {
    language: texts.language,
    subject: texts.text("activation-password.subject", { recipient }),
    title: texts.text("activation-password.title"),
    paragraphs: [texts.text("activation-password.intro", { recipient, portalName })],
    facts: [
      [texts.text("fact.recipients", { count: 1 }), recipient],
      [texts.text("fact.subject"), shownSubject(texts, told.subject)],
      [texts.text("fact.reference"), told.reference],
    ],
    secret: { label: texts.text("activation.password"), value: told.activationPassword },
    closing: [
      texts.text("activation.valid", { until: moment(texts, told.passwordExpiresAt) }),
      texts.text("footer", { portalName }),
    ],
  };
}
