import { html } from "hono/html";
import { type Frame, type Html, page } from "./frame.ts";
import { backIcon, downloadIcon, lockIcon } from "./icons.ts";
import { timeTag } from "./moment.ts";
import { sizeText } from "./size.ts";

/** A message as its page shows it; the body comes as a document of its own. */
export type MessagePageView = {
  readonly messageId: string;
  /** The shared mailbox it was found in, where that is not the reader's own. */
  readonly shared: { readonly id: string; readonly address: string } | null;
  readonly subject: string;
  readonly from: string;
  readonly to: readonly string[];
  readonly cc: readonly string[];
  readonly sentAt: string;
  readonly expiresAt: string;
  /** The code that the mail about it shows too. */
  readonly reference: string;
  readonly hasHtml: boolean;
  readonly asText: boolean;
  /** Whether the reader asked for the pictures from elsewhere. */
  readonly withImages: boolean;
  readonly blockedImages: number;
  /** Whether only the beginning of the text is shown. */
  readonly isCut: boolean;
  /** How much room the body gets before it scrolls. */
  readonly length: "s" | "m" | "l";
  readonly replyAllowed: boolean;
  /** Whether there is somebody else to reply to, and that is allowed. */
  readonly replyAllAllowed: boolean;
  readonly attachments: readonly { readonly number: number; readonly name: string; readonly size: number }[];
};

/** Who, when, what, and the attachments. */
export function messagePage(frame: Frame, view: MessagePageView): Html {
  const { texts, base } = frame;
  const title = view.subject === "" ? texts.text("inbox.no-subject") : view.subject;
  const own = `${base}/messages/${encodeURIComponent(view.messageId)}`;
  return page(frame, {
    title,
    size: "list",
    body: html`<a class="back" href="${base}/inbox${view.shared === null ? "" : `?box=${view.shared.id}`}">${backIcon}${texts.text("message.back")}</a>
<article class="card">
<p class="sealed">${lockIcon}${texts.text("message.encrypted")}</p>
<h1 dir="auto">${title}</h1>
${facts(frame, view)}
${view.blockedImages > 0 && !view.asText ? pictures(frame, view, own) : ""}
${view.isCut ? html`<p class="note small">${texts.text("body.cut")}</p>` : ""}
<iframe class="${view.length}" src="${own}/body${view.asText ? "?as=text" : view.withImages ? "?images=1" : ""}" title="${texts.text("body.frame")}" sandbox="allow-popups allow-popups-to-escape-sandbox"></iframe>
${view.attachments.length === 0 ? "" : files(frame, view, own)}
${replies(frame, view, own)}
<p class="links small">
${switchLink(frame, view, own)}
<a href="${own}/body?print=1${view.asText ? "&as=text" : ""}" target="_blank" rel="noopener">${texts.text("message.print")}</a>
<a href="${own}/message.eml">${texts.text("message.original")}</a>
<a href="${own}/headers">${texts.text("message.headers")}</a>
${view.shared === null ? html`<a href="${own}/delete">${texts.text("message.delete")}</a>` : ""}
</p>
</article>`,
  });
}

function facts({ texts }: Frame, view: MessagePageView): Html {
  const people = (list: readonly string[]) => list.map((one) => html`<bdi>${one}</bdi>`);
  return html`<dl class="facts">
<dt>${texts.text("message.from")}</dt><dd><bdi>${view.from}</bdi></dd>
${view.to.length === 0 ? "" : html`<dt>${texts.text("message.to")}</dt><dd class="people">${people(view.to)}</dd>`}
${view.cc.length === 0 ? "" : html`<dt>${texts.text("message.cc")}</dt><dd class="people">${people(view.cc)}</dd>`}
${view.shared === null ? "" : html`<dt>${texts.text("message.mailbox")}</dt><dd><bdi>${view.shared.address}</bdi></dd>`}
<dt>${texts.text("message.sent")}</dt><dd>${timeTag(texts, view.sentAt)}</dd>
<dt>${texts.text("message.expires")}</dt><dd>${timeTag(texts, view.expiresAt)}</dd>
<dt>${texts.text("message.reference")}</dt><dd><bdi>${view.reference}</bdi></dd>
</dl>`;
}

/** What showing pictures means stands beside the link that asks for them. */
function pictures({ texts }: Frame, view: MessagePageView, own: string): Html {
  if (view.withImages) return html``;
  return html`<p class="note small">${texts.text("body.remote", { count: view.blockedImages })} <a href="${own}?images=1">${texts.text("body.show-images")}</a></p>`;
}

function files({ texts }: Frame, { attachments }: MessagePageView, own: string): Html {
  const file = (one: MessagePageView["attachments"][number]) => {
    const size = sizeText(texts, one.size);
    return html`<li><a href="${own}/attachments/${one.number}"><bdi>${one.name}</bdi><small><bdi>${size}</bdi>${downloadIcon}</small></a></li>`;
  };
  return html`<section><h2>${texts.text("attachments.title", { count: attachments.length })}</h2>
<ul class="files">${attachments.map(file)}</ul>
${attachments.length < 2 ? "" : html`<p class="links small"><a href="${own}/attachments.zip">${texts.text("attachments.all")}</a></p>`}</section>`;
}

function replies({ texts }: Frame, { replyAllowed, replyAllAllowed }: MessagePageView, own: string): Html {
  if (!replyAllowed && !replyAllAllowed) return html``;
  return html`<p class="actions">
${replyAllowed ? html`<a class="button" href="${own}/reply">${texts.text("message.reply")}</a>` : ""}
${replyAllAllowed ? html`<a class="button quiet" href="${own}/reply?all=1">${texts.text("message.reply-all")}</a>` : ""}
</p>`;
}

function switchLink({ texts }: Frame, view: MessagePageView, own: string): Html {
  if (!view.hasHtml) return html``;
  const target = view.asText ? own : `${own}?as=text`;
  return html`<a href="${target}">${texts.text(view.asText ? "message.show-html" : "message.show-text")}</a>`;
}
