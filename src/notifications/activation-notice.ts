import type { Notice } from "../contracts/notice.ts";
import { moment } from "./mail-texts.ts";
import { messageFacts, type ToldMessage } from "./new-message-notice.ts";
import type { Reader } from "./reader.ts";

/** Activation link, to a recipient who has no account yet; the activation password with it, or by way of the sender. */
export function activationNotice(
  { texts, timeZone }: Reader,
  told: ToldMessage & { readonly activationPassword: string | null; readonly passwordExpiresAt: string },
): Notice {
  const { from, portalName, activationPassword } = told;
  const steps = activationPassword === null ? "activation.steps-by-sender" : "activation.steps";
  return {
    language: texts.language,
    subject: texts.text("activation.subject", { from }),
    title: texts.text("activation.title"),
    paragraphs: [texts.text("activation.intro", { from, portalName }), texts.text(steps, { from })],
    facts: messageFacts(texts, told, timeZone),
    ...(activationPassword !== null && {
      secret: { label: texts.text("activation.password"), value: activationPassword },
    }),
    action: { label: texts.text("activation.action"), link: told.link },
    closing: [
      texts.text("activation.valid", { until: moment(texts, told.passwordExpiresAt, timeZone) }),
      texts.text("activation.expected", { from }),
    ],
  };
}
