import { html } from "hono/html";
import { field } from "./field.ts";
import { type Frame, type Html, page, tokenInput } from "./frame.ts";
import { backIcon } from "./icons.ts";
import { day, timeTag } from "./moment.ts";

/** Who reads a mailbox beside its owner, and which mailboxes the owner reads elsewhere. */
export type CoReadersView = {
  readonly mailbox: string;
  readonly readers: readonly {
    readonly address: string;
    readonly invitedAt: string;
    /** Null until they have read something. */
    readonly name: string | null;
  }[];
  readonly shared: readonly { readonly id: string; readonly address: string }[];
  readonly note?: "invited" | "removed" | "left";
  readonly errors?: { readonly address?: string; readonly current?: string };
  /** The address that was typed and not taken. */
  readonly typed?: string;
};

/** The list of co-readers, a form to invite one, and the mailboxes that the reader shares. */
export function coReadersPage(frame: Frame, view: CoReadersView): Html {
  const { texts, base } = frame;
  const title = texts.text("co-readers.title");
  return page(frame, {
    title,
    size: "list",
    body: html`<a class="back" href="${base}/account">${backIcon}${texts.text("account.title")}</a>
<h1>${title}</h1>
${view.note === undefined ? "" : html`<p class="note" role="status">${texts.text(`co-readers.note.${view.note}`)}</p>`}
<section class="card" aria-labelledby="readers"><h2 id="readers">${texts.text("co-readers.own")} <bdi>${view.mailbox}</bdi></h2>
<p>${texts.text("co-readers.intro")}</p>
${view.readers.length === 0 ? html`<p class="soft">${texts.text("co-readers.none")}</p>` : html`<ul class="files">${view.readers.map((one) => reader(frame, one))}</ul>`}
</section>
${invitation(frame, view)}
${view.shared.length === 0 ? "" : sharedMailboxes(frame, view)}`,
  });
}

function reader(frame: Frame, { address, name, invitedAt }: CoReadersView["readers"][number]): Html {
  const { texts, base, formToken } = frame;
  const label = texts.text("letter.remove-named", { name: address });
  const state =
    name === null
      ? html`<span class="tag">${texts.text("co-readers.invited")}</span> ${timeTag(texts, invitedAt, day)}`
      : html`<bdi>${name}</bdi>`;
  return html`<li class="file tall"><span>${breakable(address)}<br><small class="soft">${state}</small></span>
<form method="post" action="${base}/account/co-readers/remove">${tokenInput(formToken)}<input type="hidden" name="address" value="${address}"><button class="quiet" aria-label="${label}">${texts.text("letter.remove")}</button></form></li>`;
}

function invitation({ texts, base, formToken }: Frame, { errors = {}, typed = "", mailbox }: CoReadersView): Html {
  return html`<section class="card" aria-labelledby="invite"><h2 id="invite">${texts.text("co-readers.invite-title")}</h2>
<form class="stack" method="post" novalidate action="${base}/account/co-readers">
${tokenInput(formToken)}
<input type="hidden" name="username" autocomplete="username" value="${mailbox}">
${field({ name: "address", label: texts.text("co-readers.address"), type: "email", value: typed, autocomplete: "off", hint: texts.text("co-readers.address-hint"), error: errors.address, maximum: 320 })}
${field({ name: "current", label: texts.text("account.current"), type: "password", autocomplete: "current-password", error: errors.current, maximum: 512 })}
<button>${texts.text("co-readers.invite")}</button>
</form></section>`;
}

function sharedMailboxes({ texts, base, formToken }: Frame, { shared }: CoReadersView): Html {
  const line = ({ id, address }: CoReadersView["shared"][number]) =>
    html`<li class="file tall"><a href="${base}/inbox?box=${id}">${breakable(address)}</a>
<form method="post" action="${base}/account/co-readers/leave">${tokenInput(formToken)}<input type="hidden" name="address" value="${address}"><button class="quiet" aria-label="${texts.text("co-readers.leave-named", { mailbox: address })}">${texts.text("co-readers.leave")}</button></form></li>`;
  return html`<section class="card" aria-labelledby="shared"><h2 id="shared">${texts.text("co-readers.shared")}</h2>
<ul class="files">${shared.map(line)}</ul></section>`;
}

/** An address that breaks behind its @ where it must. */
function breakable(address: string): Html {
  const at = address.lastIndexOf("@") + 1;
  return html`<bdi>${address.slice(0, at)}<wbr>${address.slice(at)}</bdi>`;
}
