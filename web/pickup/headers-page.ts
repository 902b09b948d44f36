import { html } from "hono/html";
import { type Frame, type Html, page, tokenInput } from "./frame.ts";
import { backIcon } from "./icons.ts";

/** The header of a message, line by line. */
export function headersPage(frame: Frame, view: { readonly messageId: string; readonly header: string }): Html {
  const { texts, base } = frame;
  const title = texts.text("headers.title");
  return page(frame, {
    title,
    size: "list",
    body: html`<a class="back" href="${base}/messages/${encodeURIComponent(view.messageId)}">${backIcon}${texts.text("letter.back")}</a>
<section class="card"><h1>${title}</h1><pre class="header" dir="ltr" tabindex="0">${view.header}</pre></section>`,
  });
}

/** Asks before a message is deleted. */
export function deletePage(frame: Frame, view: { readonly messageId: string; readonly subject: string }): Html {
  const { texts, base, formToken } = frame;
  const own = `${base}/messages/${encodeURIComponent(view.messageId)}`;
  const title = texts.text("delete.title");
  const subject = view.subject === "" ? texts.text("inbox.no-subject") : view.subject;
  return page(frame, {
    title,
    size: "form",
    body: html`<section class="card"><h1>${title}</h1>
<p><bdi>${subject}</bdi></p>
<p>${texts.text("delete.text")}</p>
<form class="actions" method="post" action="${own}/delete">${tokenInput(formToken)}
<button class="danger">${texts.text("delete.action")}</button>
<a class="button quiet" href="${own}">${texts.text("delete.keep")}</a></form></section>`,
  });
}
