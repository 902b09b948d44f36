import { html, raw } from "hono/html";
import { type MailView, webAddress } from "./mail-view.ts";
import type { OutboxEvent, SentMail } from "./outbox.ts";
import { stylesheet } from "./stylesheet.ts";

type Html = ReturnType<typeof html>;

/** Ways to look at one mail. */
export const views = { message: "Message", text: "Text", raw: "Raw", delivered: "As delivered" } as const;

/** One of the ways to look at a mail. */
export type ViewName = keyof typeof views;

/** The mail that is open. */
export type OpenMail = {
  readonly mail: SentMail;
  readonly view: MailView;
  readonly name: ViewName;
  readonly source: string;
};

/** What the list shows of a mail: its record with the subject decoded. */
export type ListedMail = SentMail & { readonly shownSubject: string };

/** The outbox: the list, and the mail that is open. */
export function outboxPage(mails: readonly ListedMail[], search: string, open: OpenMail | undefined): Html {
  const title = open ? `${open.view.subject || "(no subject)"} · Outbox` : "Outbox";
  return html`<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title><link rel="icon" href="data:,"><style>${raw(stylesheet)}</style></head>
<body><header>${open ? html`<p><a href="/">Outbox</a></p>` : html`<h1><a href="/">Outbox</a></h1>`}
<form action="/" role="search"><input type="search" name="to" value="${search}" placeholder="Recipient" aria-label="Recipient"><button>Search</button></form></header>
<main class="${open ? "reading" : "alone"}">${list(mails, search, open?.mail.id)}${open ? article(open) : ""}</main></body></html>`;
}

function list(mails: readonly ListedMail[], search: string, current: string | undefined): Html {
  if (mails.length === 0)
    return html`<section class="list"><p class="empty">${search ? `No mail to “${search}”.` : "No mail has left yet. Everything Sealgate sends appears here."}</p></section>`;
  const query = search ? `?to=${encodeURIComponent(search)}` : "";
  return html`<section class="list" aria-label="Sent mail"><ol>${mails.map(
    (mail) => html`<li><a href="/messages/${mail.id}${query}"${mail.id === current ? raw(' aria-current="page"') : ""}>
<strong><bdi>${mail.to.join(", ")}</bdi></strong><time datetime="${mail.at}">${moment(mail.at)}</time>
<span class="subject">${mail.shownSubject || "(no subject)"}</span>${state(mail)}</a></li>`,
  )}</ol></section>`;
}

function state({ events, pending }: SentMail): Html {
  const types = new Set(events.map(({ type }) => type));
  if (types.has("Complaint")) return html`<span class="state bad">complaint</span>`;
  if (types.has("Bounce") && !types.has("Delivery")) return html`<span class="state bad">bounced</span>`;
  if (types.has("Reject")) return html`<span class="state bad">rejected</span>`;
  if (pending.length > 0)
    return html`<span class="state">${types.has("DeliveryDelay") ? "delayed" : "on its way"}</span>`;
  return html`<span class="state good">delivered</span>`;
}

function article({ mail, view, name, source }: OpenMail): Html {
  const row = (term: string, value: string | undefined) =>
    value ? html`<dt>${term}</dt><dd><bdi>${value}</bdi></dd>` : "";
  return html`<section class="mail"><a class="back" href="/">← All mail</a>
<h1>${view.subject || "(no subject)"}</h1>
<dl>${row("From", view.from)}${row("To", view.to)}${row("Envelope to", mail.to.join(", ") === view.to ? undefined : mail.to.join(", "))}${row("Return path", mail.returnPath)}
${row("Sent", moment(mail.at))}${row("Transport", mail.tlsRequired ? "TLS required" : "TLS if offered")}${row("Set", mail.configurationSet)}
${row("Tags", ownTags(mail))}${row("Attached", view.attachments.map((one) => `${one.name} (${size(one.size)})`).join(", "))}</dl>
<nav aria-label="Views">${Object.entries(views).map(
    ([key, label]) =>
      html`<a href="/messages/${mail.id}?view=${key}"${key === name ? raw(' aria-current="page"') : ""}>${label}</a>`,
  )}</nav>
${name === "message" ? html`<iframe title="Message" src="/messages/${mail.id}/body" sandbox="allow-popups allow-popups-to-escape-sandbox"></iframe>` : html`<pre>${source}</pre>`}
<ul class="events" aria-label="Events">${mail.events.map(event)}</ul></section>`;
}

function event({ type, at, recipients, detail }: OutboxEvent): Html {
  const tone =
    type === "Delivery" ? "good" : type === "Bounce" || type === "Complaint" || type === "Reject" ? "bad" : "soft";
  return html`<li><span class="${tone}">${type}</span><span>${recipients.join(", ")} <span class="soft">${detail ? `· ${detail} ` : ""}· ${moment(at)}</span></span></li>`;
}

/** A document for the sandboxed frame: the mail's HTML, or its text with links to click. */
export function bodyDocument(view: MailView): string {
  const base = '<!doctype html><meta charset="utf-8"><base target="_blank">';
  if (view.html !== undefined) return base + view.html;
  const linked = view.text
    .split(webAddress)
    .map((piece, index) => (index % 2 === 0 ? html`${piece}` : html`<a href="${piece}" rel="noreferrer">${piece}</a>`));
  return `${base}<style>body{font:15px/1.5 system-ui,sans-serif;white-space:pre-wrap;overflow-wrap:anywhere;margin:16px;color:#16202c}</style>${html`${linked}`}`;
}

const ownTags = ({ tags }: SentMail) =>
  Object.entries(tags)
    .filter(([name]) => !name.startsWith("ses:"))
    .map(([name, values]) => `${name}=${values.join(",")}`)
    .join(" ");

const size = (bytes: number) =>
  bytes < 1024
    ? `${bytes} B`
    : bytes < 1_048_576
      ? `${Math.round(bytes / 1024)} KB`
      : `${(bytes / 1_048_576).toFixed(1)} MB`;

const moment = (iso: string) =>
  new Date(iso).toLocaleString("en-GB", {
    day: "numeric",
    month: "short",
    hour: "2-digit",
    minute: "2-digit",
    second: "2-digit",
  });
