import { html } from "hono/html";
import { field } from "./field.ts";
import { type Frame, type Html, page, tokenInput } from "./frame.ts";
import { lockIcon } from "./icons.ts";
import { moment, timeTag } from "./moment.ts";
import { type SenderCopyView, senderCopy } from "./sender-copy.ts";
import { actionForm } from "./sender-forms.ts";
import { type SenderTexts, senderTextsOf } from "./sender-texts.ts";

/** A sent message as its sender sees it; what it says is not here. */
export type SenderPageView = {
  readonly token: string;
  /** Null when it must not be shown. */
  readonly subject: string | null;
  readonly reference: string;
  readonly sentAt: string;
  readonly why: readonly ({ readonly policy: string } | "default" | "safety" | "uncarried")[];
  readonly copies: readonly SenderCopyView[];
  /** What the last action came to. */
  readonly did: { readonly what: Did; readonly count: number; readonly opened: number } | null;
  /** Days from receipt that it is kept now, and until when; null when nothing can be kept longer. */
  readonly kept: { readonly days: number; readonly until: string } | null;
};

export const dids = ["suspended", "resumed", "recalled", "resent", "extended"] as const;
export type Did = (typeof dids)[number];

/** What became of a message, recipient by recipient, and what its sender can do about it. */
export function senderPage(frame: Frame, view: SenderPageView): Html {
  const texts = senderTextsOf(frame.texts.language);
  const title = titleOf(texts, view.subject);
  const { copies, did } = view;
  return page(frame, {
    title,
    size: "list",
    body: html`<article class="card">
<p class="sealed">${lockIcon}${texts.text("message.sealed")}</p>
<h1 dir="auto">${title}</h1>
${did === null ? "" : html`<p class="note" role="status">${texts.text(`did.${did.what}`, { count: did.count, opened: did.opened })}</p>`}
${facts(frame, texts, view)}
${forAll(frame, texts, view)}
</article>
<h2 class="part">${texts.text("recipients.title", { count: copies.length })}</h2>
${copies.map((copy) => senderCopy(frame, texts, view.token, copy))}
<form class="part" method="post" action="${frame.base}/s/${view.token}/leave">${tokenInput(frame.formToken)}<button class="quiet">${texts.text("act.leave")}</button></form>`,
  });
}

function titleOf(texts: SenderTexts, subject: string | null): string {
  if (subject === null) return texts.text("message.subject-hidden");
  return subject.trim() === "" ? texts.text("message.subject-none") : subject;
}

function facts(frame: Frame, texts: SenderTexts, view: SenderPageView): Html {
  const why = view.why.map((reason) =>
    typeof reason === "string" ? texts.text(`why.${reason}`) : texts.text("why.policy", { policy: reason.policy }),
  );
  return html`<dl class="facts">
<dt>${texts.text("message.sent")}</dt><dd>${timeTag(frame.texts, view.sentAt)}</dd>
${why.length === 0 ? "" : html`<dt>${texts.text("message.why")}</dt><dd dir="auto">${why.join(" ")}</dd>`}
<dt>${texts.text("message.reference")}</dt><dd><bdi class="code">${view.reference}</bdi></dd>
</dl>`;
}

function forAll(frame: Frame, texts: SenderTexts, view: SenderPageView): Html {
  const { token, copies, kept } = view;
  const open = copies.filter(({ state }) => state === "waiting" || state === "suspended").length;
  const paused = copies.filter(({ state }) => state === "suspended").length;
  if (open === 0 || kept === null) return html``;
  const several = open > 1;
  return html`${
    several
      ? html`<div class="actions">
${open > paused ? actionForm(frame, token, { what: "suspend", label: texts.text("act.suspend-all") }) : ""}
${paused > 0 ? actionForm(frame, token, { what: "resume", label: texts.text("act.resume-all") }) : ""}
</div>`
      : ""
  }
<details><summary>${texts.text("act.extend")} …</summary>
<form class="stack" method="post" novalidate action="${frame.base}/s/${token}/extend">
${tokenInput(frame.formToken)}
${field({ name: "days", label: texts.text("act.extend-days"), value: String(kept.days), autocomplete: "off", hint: texts.text("act.extend-hint", { until: moment(frame.texts, kept.until) }), maximum: 3 })}
<button>${texts.text("act.extend")}</button>
</form></details>
${
  several
    ? html`<details><summary>${texts.text("act.recall-all-title", { count: open })}</summary>
<p>${texts.text("act.recall-text")}</p>
${actionForm(frame, token, { what: "recall", label: texts.text("act.recall-all") })}
</details>`
    : ""
}`;
}
