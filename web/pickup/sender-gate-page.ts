import { html } from "hono/html";
import { field } from "./field.ts";
import { type Frame, type Html, page, tokenInput } from "./frame.ts";
import { senderTextsOf } from "./sender-texts.ts";

/** What stands before the sender's page. */
export type SenderGateView = {
  readonly token: string;
  readonly reference: string;
  /** `ask`: only the button; `typed`: a code was ordered and can be typed; `wrong`: the typed one was not right. */
  readonly step: "ask" | "typed" | "wrong";
  readonly minutes: number;
};

/** The link alone shows a reference and offers a code; with a code on its way, the field for it. */
export function senderGatePage(frame: Frame, view: SenderGateView): Html {
  const texts = senderTextsOf(frame.texts.language);
  const title = texts.text(view.step === "ask" ? "gate.title" : "code.title");
  return page(frame, {
    title,
    size: "form",
    body: html`<section class="card">
<h1>${title}</h1>
<p>${texts.text(view.step === "ask" ? "gate.intro" : "code.sent")}</p>
<dl class="facts"><dt>${texts.text("message.reference")}</dt><dd><bdi class="code">${view.reference}</bdi></dd></dl>
${view.step === "ask" ? "" : codeForm(frame, view)}
${askForm(frame, view)}
<p class="small soft">${texts.text("gate.private")}</p>
</section>`,
  });
}

function codeForm(frame: Frame, { token, step, minutes }: SenderGateView): Html {
  const texts = senderTextsOf(frame.texts.language);
  const code = field({
    name: "code",
    label: texts.text("code.field"),
    autocomplete: "one-time-code",
    code: true,
    focus: true,
    hint: texts.text("code.hint", { minutes }),
    ...(step === "wrong" && { error: texts.text("code.wrong") }),
    maximum: 40,
  });
  return html`<form class="stack" method="post" novalidate action="${frame.base}/s/${token}/open">
${tokenInput(frame.formToken)}
${code}
<button>${texts.text("code.action")}</button>
</form>`;
}

function askForm(frame: Frame, { token, step }: SenderGateView): Html {
  const texts = senderTextsOf(frame.texts.language);
  const label = texts.text(step === "ask" ? "gate.action" : "code.another");
  return html`<form class="stack" method="post" action="${frame.base}/s/${token}/code">
${tokenInput(frame.formToken)}
<button class="${step === "ask" ? "" : "quiet"}">${label}</button>
</form>`;
}
