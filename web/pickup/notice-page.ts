import { html } from "hono/html";
import { type Frame, type Html, page, tokenInput } from "./frame.ts";

/** A page that says what became of something, and what to do next. */
export type NoticeView = {
  readonly title: string;
  readonly text: string;
  /** What was typed and would be lost. */
  readonly kept?: string;
  readonly reference?: string;
  /** Shown first; a form when it changes something. */
  readonly next?: { readonly label: string; readonly href: string };
  /** Another way, beside the first. */
  readonly other?: { readonly label: string; readonly href: string };
  /** Signs out first, and goes on by a mailed link or to a message. */
  readonly signOut?: { readonly label: string; readonly link?: string; readonly message?: string };
};

/** An honest page with a next step. */
export function noticePage(frame: Frame, view: NoticeView): Html {
  const { texts, base } = frame;
  return page(frame, {
    title: view.title,
    size: "form",
    body: html`<section class="card">
<h1>${view.title}</h1>
<p>${view.text}</p>
${view.signOut === undefined ? "" : signOutForm(frame, view.signOut)}
${view.next === undefined ? "" : html`<p class="actions"><a class="button${view.signOut ? " quiet" : ""}" href="${base}${view.next.href}">${view.next.label}</a></p>`}
${view.other === undefined ? "" : html`<p class="actions"><a class="button quiet" href="${base}${view.other.href}">${view.other.label}</a></p>`}
${view.kept === undefined ? "" : html`<div><label for="kept">${texts.text("error.kept-text")}</label><textarea id="kept" rows="8" readonly dir="auto">${view.kept}</textarea></div>`}
${view.reference === undefined ? "" : html`<p class="small soft">${texts.text("error.reference", { reference: view.reference })}</p>`}
</section>`,
  });
}

function signOutForm({ base, formToken }: Frame, { label, link, message }: NonNullable<NoticeView["signOut"]>): Html {
  return html`<form class="stack" method="post" action="${base}/sign-out">
${tokenInput(formToken)}
${link === undefined ? "" : html`<input type="hidden" name="link" value="${link}">`}
${message === undefined ? "" : html`<input type="hidden" name="message" value="${message}">`}
<button>${label}</button>
</form>`;
}
