import { html } from "hono/html";
import type { Frame, Html } from "./frame.ts";
import { moment, timeTag } from "./moment.ts";
import { actionForm } from "./sender-forms.ts";
import type { SenderTexts } from "./sender-texts.ts";

/** One recipient's copy as the sender sees it. */
export type SenderCopyView = {
  readonly recipientId: string;
  readonly address: string;
  readonly state: "waiting" | "suspended" | "recalled" | "expired";
  readonly expiresAt: string;
  readonly notifiedAt?: string;
  readonly bouncedAt?: string;
  readonly activatedAt?: string;
  readonly openedAt?: string;
  readonly repliedAt?: string;
  readonly readers: readonly { readonly by: string; readonly at: string }[];
  readonly endedAt?: string;
  readonly destroyedAt?: string;
  readonly mailStopped: boolean;
  readonly mayResend: boolean;
};

/** A card for one recipient: where it stands, when what happened, and what can be done. */
export function senderCopy(frame: Frame, texts: SenderTexts, token: string, copy: SenderCopyView): Html {
  const ended = copy.state === "recalled" || copy.state === "expired";
  return html`<section class="card part" aria-label="${copy.address}">
<div class="line"><h3 dir="auto"><bdi>${copy.address}</bdi></h3><span class="tag">${texts.text(`state.${stateOf(copy)}`)}</span></div>
<dl class="facts">
${step(frame, texts, "copy.notified", copy.notifiedAt)}
${copy.bouncedAt === undefined ? "" : step(frame, texts, "copy.bounced", copy.bouncedAt)}
${copy.activatedAt === undefined ? "" : step(frame, texts, "copy.activated", copy.activatedAt)}
${step(frame, texts, "copy.opened", copy.openedAt)}
${copy.readers.map(({ by, at }) => html`<dt>${texts.text("copy.read-by")}</dt><dd><bdi>${by}</bdi> ${timeTag(frame.texts, at)}</dd>`)}
${step(frame, texts, "copy.replied", copy.repliedAt)}
${ended ? ending(frame, texts, copy) : html`<dt>${texts.text("copy.until")}</dt><dd>${timeTag(frame.texts, copy.expiresAt)}</dd>`}
</dl>
${copy.state === "recalled" && copy.openedAt !== undefined ? html`<p class="note">${texts.text("copy.opened-before", { at: moment(frame.texts, copy.openedAt) })}</p>` : ""}
${copy.mailStopped ? html`<p class="note">${texts.text("copy.stopped")}</p>` : ""}
${ended ? "" : actions(frame, texts, token, copy)}
</section>`;
}

type Step = "copy.notified" | "copy.bounced" | "copy.activated" | "copy.opened" | "copy.replied";

function step(frame: Frame, texts: SenderTexts, label: Step, at: string | undefined): Html {
  const when =
    at === undefined ? html`<span class="soft">${texts.text("copy.not-yet")}</span>` : timeTag(frame.texts, at);
  return html`<dt>${texts.text(label)}</dt><dd>${when}</dd>`;
}

function ending(frame: Frame, texts: SenderTexts, copy: SenderCopyView): Html {
  const label = copy.state === "recalled" ? "copy.recalled" : "copy.expired";
  const done = copy.destroyedAt;
  return html`<dt>${texts.text(label)}</dt><dd>${timeTag(frame.texts, copy.endedAt ?? copy.expiresAt)}</dd>
<dt>${texts.text("copy.destroyed")}</dt><dd>${done === undefined ? html`<span class="soft">${texts.text("copy.destroying")}</span>` : timeTag(frame.texts, done)}</dd>`;
}

function actions(frame: Frame, texts: SenderTexts, token: string, copy: SenderCopyView): Html {
  const { recipientId, state, mayResend } = copy;
  const what = state === "suspended" ? "resume" : "suspend";
  return html`<div class="actions">
${actionForm(frame, token, { what, recipientId, label: texts.text(`act.${what}`) })}
${mayResend ? actionForm(frame, token, { what: "resend", recipientId, label: texts.text("act.resend") }) : ""}
</div>
<details><summary>${texts.text("act.recall-title")}</summary>
<p>${texts.text("act.recall-text")}</p>
${actionForm(frame, token, { what: "recall", recipientId, label: texts.text("act.recall") })}
</details>`;
}

function stateOf(copy: SenderCopyView) {
  if (copy.state !== "waiting") return copy.state;
  if (copy.repliedAt !== undefined) return "replied";
  if (copy.openedAt !== undefined) return "opened";
  if (copy.bouncedAt !== undefined) return "bounced";
  if (copy.activatedAt !== undefined) return "activated";
  return copy.notifiedAt === undefined ? "waiting" : "notified";
}
