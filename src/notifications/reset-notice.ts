import type { Notice } from "../contracts/notice.ts";
import { moment } from "./mail-texts.ts";
import { phraseLine, type Reader } from "./reader.ts";

/** A new activation link and password, to somebody who forgot theirs. */
export function resetNotice(
  reader: Reader,
  told: {
    readonly portalName: string;
    readonly link: string;
    readonly activationPassword: string;
    readonly passwordExpiresAt: string;
  },
): Notice {
  const { texts, timeZone } = reader;
  const { portalName } = told;
  return {
    language: texts.language,
    subject: texts.text("reset.subject"),
    title: texts.text("reset.title"),
    paragraphs: [texts.text("reset.intro", { portalName })],
    secret: { label: texts.text("activation.password"), value: told.activationPassword },
    action: { label: texts.text("reset.action"), link: told.link },
    closing: [
      ...phraseLine(reader),
      texts.text("activation.valid", { until: moment(texts, told.passwordExpiresAt, timeZone) }),
      texts.text("reset.not-you"),
      texts.text("footer", { portalName }),
    ],
  };
}
