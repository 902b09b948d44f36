import { html } from "hono/html";
import { field } from "./field.ts";
import { type Frame, type Html, page, tokenInput } from "./frame.ts";

/** Asks for the address to send a new activation link to. */
export function forgotPage(frame: Frame, view: { readonly address?: string; readonly wrong?: boolean }): Html {
  const { texts, base } = frame;
  const error = view.wrong ? texts.text("field.address-wrong") : undefined;
  return page(frame, {
    title: texts.text("forgot.title"),
    size: "form",
    body: html`<section class="card">
<h1>${texts.text("forgot.title")}</h1>
<p>${texts.text("forgot.intro")}</p>
<form class="stack" method="post" novalidate action="${base}/forgot-password">
${tokenInput(frame.formToken)}
${field({ name: "address", label: texts.text("forgot.address"), type: "email", value: view.address ?? "", autocomplete: "username", error, focus: view.address === undefined, maximum: 320 })}
<button>${texts.text("forgot.action")}</button>
</form>
<p><a href="${base}/sign-in">${texts.text("forgot.back")}</a></p>
</section>`,
  });
}

/** The same words for every address. */
export function forgotDonePage(frame: Frame, address: string): Html {
  const { texts, base } = frame;
  return page(frame, {
    title: texts.text("forgot.done-title"),
    size: "form",
    body: html`<section class="card">
<h1>${texts.text("forgot.done-title")}</h1>
<p>${texts.text("forgot.done", { address })}</p>
<p><a href="${base}/sign-in">${texts.text("forgot.back")}</a></p>
</section>`,
  });
}
