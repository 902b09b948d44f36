import { html } from "hono/html";
import { type Frame, type Html, page } from "./frame.ts";
import { backIcon, downloadIcon, inboxIcon } from "./icons.ts";
import { day, timeTag } from "./moment.ts";
import { sizeText } from "./size.ts";

/** One letter that left, as the list shows it. */
export type SentLine = {
  readonly letterId: string;
  readonly to: readonly string[];
  readonly subject: string;
  readonly sentAt: string;
  readonly state: "queued" | "sent" | "failed";
};

/** A letter with what became of it. */
export type SentView = SentLine & {
  readonly outsiders: readonly string[];
  readonly text: string;
  readonly expiresAt: string;
  readonly failure?: string;
  readonly files: readonly { readonly fileId: string; readonly name: string; readonly size: number }[];
  /** The message it answers, if any. */
  readonly answers?: string;
  readonly justNow: boolean;
};

/** What the recipient wrote, newest first. */
export function sentListPage(
  frame: Frame,
  view: { readonly lines: readonly SentLine[]; readonly older?: string },
): Html {
  const { texts, base } = frame;
  const older =
    view.older &&
    html`<a class="button quiet" href="${base}/sent?page=${encodeURIComponent(view.older)}">${texts.text("sent.older")}</a>`;
  return page(frame, {
    title: texts.text("sent.title"),
    size: "list",
    body: html`<a class="back" href="${base}/inbox">${backIcon}${texts.text("message.back")}</a>
<h1>${texts.text("sent.title")}</h1>
${view.lines.length === 0 ? html`<div class="card empty">${inboxIcon}<h2>${texts.text("sent.empty")}</h2></div>` : html`<ul class="card mails">${view.lines.map((line) => lineOf(frame, line))}</ul>`}
<div class="more">${older ?? ""}</div>`,
  });
}

function lineOf({ texts, base }: Frame, line: SentLine): Html {
  return html`<li><a href="${base}/sent/${encodeURIComponent(line.letterId)}">
<bdi class="who">${line.to.join(", ")}</bdi><time datetime="${line.sentAt}">${day(texts, line.sentAt)}</time>
<bdi class="what">${line.subject === "" ? texts.text("inbox.no-subject") : line.subject}</bdi>
<span class="state">${line.state === "failed" ? html`<span class="tag">${texts.text("sent.state.failed")}</span>` : ""}</span>
</a></li>`;
}

/** The sender's own copy of a letter. */
export function sentPage(frame: Frame, view: SentView): Html {
  const { texts, base } = frame;
  const title = view.subject === "" ? texts.text("inbox.no-subject") : view.subject;
  const people = (list: readonly string[]) => list.map((one) => html`<bdi>${one}</bdi>`);
  return page(frame, {
    title,
    size: "list",
    body: html`<a class="back" href="${base}/sent">${backIcon}${texts.text("sent.title")}</a>
<article class="card">
${state(frame, view)}
<h1 dir="auto">${title}</h1>
<dl class="facts">
<dt>${texts.text("message.to")}</dt><dd class="people">${people(view.to)}</dd>
${view.outsiders.length === 0 ? "" : html`<dt>${texts.text("letter.outsiders")}</dt><dd class="people">${people(view.outsiders)}</dd>`}
<dt>${texts.text("message.sent")}</dt><dd>${timeTag(texts, view.sentAt)}</dd>
<dt>${texts.text("sent.kept")}</dt><dd>${timeTag(texts, view.expiresAt)}</dd>
</dl>
<p class="written" dir="auto">${view.text}</p>
${view.files.length === 0 ? "" : files(frame, view)}
<p class="links small">
${view.answers === undefined ? "" : html`<a href="${base}/messages/${encodeURIComponent(view.answers)}">${texts.text("sent.original")}</a>`}
</p>
</article>`,
  });
}

function state({ texts }: Frame, { state: is, failure, justNow }: SentView): Html {
  if (is === "failed") {
    return html`<div class="note bad" role="alert"><p>${texts.text("sent.failed")}</p>${failure === undefined ? "" : html`<p class="small"><bdi>${failure}</bdi></p>`}</div>`;
  }
  return html`<p class="note" role="status">${texts.text(justNow ? "sent.now" : `sent.state.${is}`)}</p>`;
}

function files({ texts, base }: Frame, { files: list, letterId }: SentView): Html {
  const own = `${base}/sent/${encodeURIComponent(letterId)}/files`;
  return html`<section><h2>${texts.text("attachments.title", { count: list.length })}</h2>
<ul class="files">${list.map(
    ({ fileId, name, size }) =>
      html`<li><a href="${own}/${encodeURIComponent(fileId)}"><bdi>${name}</bdi><small><bdi>${sizeText(texts, size)}</bdi>${downloadIcon}</small></a></li>`,
  )}</ul></section>`;
}
