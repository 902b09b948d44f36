import { html } from "hono/html";
import { type Frame, type Html, tokenInput } from "./frame.ts";

/** A button that acts on one copy or, without a recipient, on all. */
export type SenderActionForm = {
  readonly what: "suspend" | "resume" | "recall" | "resend";
  readonly label: string;
  readonly recipientId?: string;
};

/** Every action is a form of its own, sent with POST. */
export function actionForm(frame: Frame, token: string, { what, label, recipientId }: SenderActionForm): Html {
  return html`<form method="post" action="${frame.base}/s/${token}/act">
${tokenInput(frame.formToken)}
<input type="hidden" name="what" value="${what}">
<input type="hidden" name="recipient" value="${recipientId ?? "all"}">
<button class="${what === "recall" ? "stop" : "quiet"}">${label}</button>
</form>`;
}
