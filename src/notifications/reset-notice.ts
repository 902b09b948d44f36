import type { Notice } from "../contracts/notice.ts";
import { moment, mailTexts as texts } from "./mail-texts.ts";

/** A new activation link and password, to somebody who forgot theirs. */
export function resetNotice(told: {
  readonly portalName: string;
  readonly link: string;
  readonly activationPassword: string;
  readonly passwordExpiresAt: string;
}): Notice {
  const { portalName } = told;
  return {
    subject: texts.text("reset.subject"),
    title: texts.text("reset.title"),
    paragraphs: [texts.text("reset.intro", { portalName })],
    secret: { label: texts.text("activation.password"), value: told.activationPassword },
    action: { label: texts.text("reset.action"), link: told.link },
    closing: [
      texts.text("activation.valid", { until: moment(told.passwordExpiresAt) }),
      texts.text("reset.not-you"),
      texts.text("footer", { portalName }),
    ],
  };
}
