import { html } from "hono/html";
import { field } from "./field.ts";
import { type Frame, type Html, page, tokenInput } from "./frame.ts";
import { passkeySignIn } from "./passkey-form.ts";
import { passkeyScript } from "./passkey-script.ts";

/** What the sign-in form already knows. */
export type SignInView = {
  readonly address?: string;
  /** Token of the mailed link that led here. */
  readonly link?: string;
  /** Message to open afterwards, when a page asked for a session. */
  readonly message?: string;
  /** Something that was typed when the session was over; it comes along. */
  readonly draft?: Readonly<Record<string, string>>;
  readonly note?: "signed-out" | "ended-link" | "message" | "draft";
  /** Others read this mailbox too, under addresses of their own. */
  readonly shared?: boolean;
  readonly wrong?: boolean;
  /** What a passkey is asked; absent where none can be used. */
  readonly options?: string;
  readonly passkeyWrong?: boolean;
};

/** Address and password. */
export function signInPage(frame: Frame, view: SignInView): Html {
  const { texts, base } = frame;
  const known = view.address !== undefined && view.address !== "";
  const forgot = `${base}/forgot-password${view.link === undefined ? "" : `?link=${encodeURIComponent(view.link)}`}`;
  const note = view.note === undefined ? null : (`sign-in.${view.note}` as const);
  return page(frame, {
    title: texts.text("sign-in.title"),
    size: "form",
    ...(view.options === undefined ? {} : { script: passkeyScript }),
    body: html`<section class="card">
<h1>${texts.text("sign-in.title")}</h1>
${note === null ? "" : html`<p>${texts.text(note)}</p>`}
${view.shared ? html`<p class="note small">${texts.text("sign-in.shared")}</p>` : ""}
${view.wrong ? html`<p class="note bad" role="alert">${texts.text("sign-in.wrong")}</p>` : ""}
${view.passkeyWrong ? html`<p class="note bad" role="alert">${texts.text("passkey.failed")}</p>` : ""}
<form class="stack" method="post" novalidate action="${base}/sign-in">
${tokenInput(frame.formToken)}
${view.link === undefined ? "" : html`<input type="hidden" name="link" value="${view.link}">`}
${view.message === undefined ? "" : html`<input type="hidden" name="message" value="${view.message}">`}
${Object.entries(view.draft ?? {}).map(([name, value]) => html`<input type="hidden" name="draft-${name}" value="${value}">`)}
${field({ name: "address", label: texts.text("sign-in.address"), type: "email", value: view.address ?? "", autocomplete: "username", focus: !known, maximum: 320 })}
${field({ name: "password", label: texts.text("sign-in.password"), type: "password", autocomplete: "current-password", focus: known, maximum: 512 })}
<button>${texts.text("sign-in.action")}</button>
</form>
${frame.brand.words === null ? "" : html`<p class="small soft" dir="auto">${frame.brand.words}</p>`}
<p><a href="${forgot}">${texts.text("sign-in.forgot")}</a></p>
<p class="small soft">${texts.text("sign-in.resend")} <a href="${forgot}">${texts.text("sign-in.resend-action")}</a></p>
${view.options === undefined ? "" : passkeySignIn(frame, { options: view.options, ...(view.link && { link: view.link }), ...(view.message && { message: view.message }) })}
</section>`,
  });
}
