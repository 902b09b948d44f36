import type { Notice } from "../contracts/notice.ts";
import { moment, mailTexts as texts } from "./mail-texts.ts";
import { messageFacts, type ToldMessage } from "./new-message-notice.ts";

/** Activation link and activation password, to a recipient who has no account yet. */
export function activationNotice(
  told: ToldMessage & { readonly activationPassword: string; readonly passwordExpiresAt: string },
): Notice {
  const { from, portalName } = told;
  return {
    subject: texts.text("activation.subject", { from }),
    title: texts.text("activation.title"),
    paragraphs: [texts.text("activation.intro", { from, portalName }), texts.text("activation.steps")],
    facts: messageFacts(told),
    secret: { label: texts.text("activation.password"), value: told.activationPassword },
    action: { label: texts.text("activation.action"), link: told.link },
    closing: [
      texts.text("activation.valid", { until: moment(told.passwordExpiresAt) }),
      texts.text("activation.expected", { from }),
    ],
  };
}
