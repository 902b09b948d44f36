import { html } from "hono/html";
import { type Frame, type Html, page } from "./frame.ts";
import { clipIcon, inboxIcon } from "./icons.ts";
import { day, timeTag } from "./moment.ts";

/** One line of the list. */
export type InboxLine = {
  readonly messageId: string;
  readonly sender: string;
  readonly subject: string;
  readonly receivedAt: string;
  readonly expiresAt: string;
  readonly unread: boolean;
  readonly attachmentCount: number;
  readonly status: "readable" | "expired" | "recalled" | "suspended" | "removed";
  readonly daysLeft: number;
};

/** From how many days before its end a message says when it ends. */
const soonDays = 3;

/** The list of messages, newest first. */
export function inboxPage(
  frame: Frame,
  view: {
    readonly lines: readonly InboxLine[];
    readonly older?: string;
    readonly isFirst: boolean;
    readonly compose: boolean;
    /** The mailboxes that the reader may choose from; the first is their own. */
    readonly boxes: readonly { readonly id: string; readonly address: string; readonly current: boolean }[];
    /** What is searched for; empty: nothing. */
    readonly query: string;
    readonly isDeleted: boolean;
  },
): Html {
  const { texts, base } = frame;
  const shared = view.boxes.slice(1).find(({ current }) => current);
  const link = (query: Readonly<Record<string, string>>) => {
    const all = new URLSearchParams({ ...(shared && { box: shared.id }), ...query }).toString();
    return `${base}/inbox${all === "" ? "" : `?${all}`}`;
  };
  const more = [
    view.isFirst && view.query === ""
      ? ""
      : html`<a class="button quiet" href="${link({})}">${texts.text("inbox.newest")}</a>`,
    view.older === undefined
      ? ""
      : html`<a class="button quiet" href="${link({ page: view.older, ...(view.query !== "" && { q: view.query }) })}">${texts.text("inbox.older")}</a>`,
  ];
  return page(frame, {
    title: texts.text("inbox.title"),
    size: "list",
    body: html`<div class="title"><h1>${texts.text("inbox.title")}</h1>
<p class="links"><a href="${base}/sent">${texts.text("sent.title")}</a>${view.compose ? html`<a href="${base}/compose">${texts.text("letter.title.new")}</a>` : ""}</p></div>
${view.boxes.length < 2 ? "" : boxes(frame, view.boxes)}
${view.isDeleted ? html`<p class="note" role="status">${texts.text("inbox.deleted")}</p>` : ""}
<form class="search" method="get" action="${base}/inbox" role="search">
${shared === undefined ? "" : html`<input type="hidden" name="box" value="${shared.id}">`}
<input type="search" name="q" value="${view.query}" maxlength="200" dir="auto" aria-label="${texts.text("inbox.search")}" placeholder="${texts.text("inbox.search")}"><button class="quiet">${texts.text("inbox.search-action")}</button></form>
${view.lines.length === 0 ? empty(frame, view.query) : html`<ul class="card mails">${view.lines.map((line) => lineOf(frame, line))}</ul>`}
<div class="more">${more}</div>`,
  });
}

function boxes({ texts, base }: Frame, all: Parameters<typeof inboxPage>[1]["boxes"]): Html {
  const link = ({ id, address, current }: (typeof all)[number], index: number) =>
    html`<li><a href="${base}/inbox${index === 0 ? "" : `?box=${id}`}"${current ? html` aria-current="page"` : ""}><bdi>${address}</bdi></a></li>`;
  return html`<nav aria-label="${texts.text("inbox.boxes")}"><ul class="boxes">${all.map(link)}</ul></nav>`;
}

function empty({ texts }: Frame, query: string): Html {
  if (query !== "") return html`<div class="card empty">${inboxIcon}<h2>${texts.text("inbox.none-found")}</h2></div>`;
  return html`<div class="card empty">${inboxIcon}<h2>${texts.text("inbox.empty")}</h2><p class="soft">${texts.text("inbox.empty-text")}</p></div>`;
}

function lineOf(frame: Frame, line: InboxLine): Html {
  const { texts, base } = frame;
  const isNew = line.unread && line.status === "readable";
  const kind = line.status === "readable" ? (isNew ? "new" : "") : "gone";
  return html`<li><a class="${kind}" href="${base}/messages/${encodeURIComponent(line.messageId)}">
<bdi class="who">${line.sender}</bdi>${timeTag(texts, line.receivedAt, day)}
<bdi class="what">${line.subject === "" ? texts.text("inbox.no-subject") : line.subject}</bdi>
<span class="state">${isNew ? html`<span class="tag">${texts.text("inbox.unread")}</span> ` : ""}${stateOf(frame, line)}</span>
</a></li>`;
}

function stateOf({ texts }: Frame, line: InboxLine): Html {
  if (line.status !== "readable") return html`<span class="tag">${texts.text(`inbox.status.${line.status}`)}</span>`;
  const { attachmentCount: count, daysLeft } = line;
  const soon =
    daysLeft > soonDays ? "" : html`<span class="tag">${texts.text("inbox.expires-in", { count: daysLeft })}</span> `;
  if (count === 0) return html`${soon}`;
  const label = texts.text("inbox.attachments", { count });
  return html`${soon}<span class="clip" role="img" aria-label="${label}" title="${label}">${clipIcon}${count}</span>`;
}
