import { html } from "hono/html";
import { field } from "./field.ts";
import { type Frame, type Html, page, tokenInput } from "./frame.ts";
import { backIcon } from "./icons.ts";
import { passkeyScript } from "./passkey-script.ts";

/** What the browser is asked for, as JSON, and where its answer goes. */
export type PasskeyForm = { readonly options: string; readonly link?: string; readonly message?: string };

/** A button that signs in by a passkey; shown only where the script runs and the browser knows passkeys. */
export function passkeySignIn({ texts, base, formToken }: Frame, form: PasskeyForm): Html {
  return html`<form class="aside stack" name="passkey" hidden method="post" action="${base}/sign-in/passkey" data-kind="use" data-options="${form.options}" data-failed="${texts.text("passkey.failed")}">
${tokenInput(formToken)}
<input type="hidden" name="credential">
${form.link === undefined ? "" : html`<input type="hidden" name="link" value="${form.link}">`}
${form.message === undefined ? "" : html`<input type="hidden" name="message" value="${form.message}">`}
<button class="quiet">${texts.text("passkey.sign-in")}</button><p class="small" role="status"></p>
</form>`;
}

/** Adds a passkey under a name; who came from a message goes back to it. */
export function addPasskeyPage(
  frame: Frame,
  view: { readonly options: string; readonly wrong?: boolean; readonly message?: string },
): Html {
  const { texts, base, formToken } = frame;
  const title = texts.text("passkey.add");
  return page(frame, {
    title,
    size: "form",
    script: passkeyScript,
    body: html`<a class="back" href="${base}/account">${backIcon}${texts.text("account.title")}</a>
<section class="card"><h1>${title}</h1>
<p>${texts.text("passkey.intro")}</p>
${view.wrong ? html`<p class="note bad" role="alert">${texts.text("passkey.failed")}</p>` : ""}
<noscript><p class="note">${texts.text("passkey.script")}</p></noscript>
<form class="stack" name="passkey" hidden method="post" action="${base}/account/passkey" data-kind="new" data-options="${view.options}" data-failed="${texts.text("passkey.failed")}">
${tokenInput(formToken)}
<input type="hidden" name="credential">
${view.message === undefined ? "" : html`<input type="hidden" name="message" value="${view.message}">`}
${field({ name: "name", label: texts.text("passkey.name"), autocomplete: "off", maximum: 60 })}
<button>${texts.text("passkey.add")}</button><p class="small" role="status"></p>
</form></section>`,
  });
}

/** The passkeys of an account. */
export function passkeyList(
  { texts, base, formToken }: Frame,
  passkeys: readonly { readonly id: string; readonly name: string }[],
): Html {
  const line = ({ id, name }: { readonly id: string; readonly name: string }) =>
    html`<li class="file"><bdi>${name}</bdi><form method="post" action="${base}/account/passkey/remove">${tokenInput(formToken)}<input type="hidden" name="id" value="${id}"><button class="quiet" aria-label="${texts.text("letter.remove-named", { name })}">${texts.text("letter.remove")}</button></form></li>`;
  return html`<section class="card" aria-labelledby="passkeys"><h2 id="passkeys">${texts.text("passkey.title")}</h2>
<p>${texts.text("passkey.intro")}</p>
${passkeys.length === 0 ? "" : html`<ul class="files">${passkeys.map(line)}</ul>`}
<p class="actions"><a class="button quiet" href="${base}/account/passkey">${texts.text("passkey.add")}</a></p></section>`;
}
