import { html } from "hono/html";
import { field } from "./field.ts";
import { type Frame, type Html, page, tokenInput } from "./frame.ts";

/** Asks for a code of the generator, or a recovery code. */
export function secondFactorPage(frame: Frame, view: { readonly message?: string; readonly wrong?: boolean }): Html {
  const { texts, base, formToken } = frame;
  const title = texts.text("second.title");
  const error = view.wrong ? texts.text("second.wrong") : undefined;
  return page(frame, {
    title,
    size: "form",
    body: html`<section class="card">
<h1>${title}</h1>
<p>${texts.text("second.intro")}</p>
<form class="stack" method="post" novalidate action="${base}/second-factor">
${tokenInput(formToken)}
${view.message === undefined ? "" : html`<input type="hidden" name="message" value="${view.message}">`}
${field({ name: "code", label: texts.text("second.code"), autocomplete: "one-time-code", code: true, focus: true, hint: texts.text("second.hint"), error, maximum: 64 })}
<button>${texts.text("second.action")}</button>
</form>
</section>`,
  });
}
