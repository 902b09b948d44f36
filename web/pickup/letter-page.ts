import { html } from "hono/html";
import { field } from "./field.ts";
import { type Frame, type Html, page, tokenInput } from "./frame.ts";
import { backIcon } from "./icons.ts";
import { letterScript } from "./letter-script.ts";
import { sizeText } from "./size.ts";

/** What went wrong, or well, with what was written; nothing of it is lost. */
export type LetterNote =
  | "saved"
  | "empty"
  | "unfinished-file"
  | "too-large"
  | "too-many"
  | "no-addressee"
  | "not-company"
  | "lost-file";

/** A reply or a new message as it is being written. */
export type LetterView = {
  readonly kind: "reply" | "reply-all" | "new";
  readonly letterId: string;
  /** Where the form goes, below the base. */
  readonly path: string;
  /** Where to go back to, below the base. */
  readonly back: string;
  readonly subject: string;
  readonly to: readonly string[];
  readonly outsiders: readonly string[];
  readonly text: string;
  readonly files: readonly {
    readonly fileId: string;
    readonly name: string;
    readonly size: number;
    readonly whole: boolean;
  }[];
  /** Bytes announced so far, and the limits. */
  readonly announced: number;
  readonly limits: { readonly total: number; readonly part: number; readonly text: number; readonly subject: number };
  readonly note?: LetterNote;
};

/** The form in which a recipient writes: fixed addressees of a reply, plain text, attachments. */
export function letterPage(frame: Frame, view: LetterView): Html {
  const { texts, base, formToken } = frame;
  const title = texts.text(`letter.title.${view.kind}`);
  const { limits } = view;
  return page(frame, {
    title,
    size: "list",
    script: letterScript,
    body: html`<a class="back" href="${base}${view.back}">${backIcon}${texts.text(view.kind === "new" ? "message.back" : "letter.back")}</a>
<section class="card">
<h1>${title}</h1>
${noteOf(frame, view)}
<form class="stack" id="letter" name="letter" method="post" novalidate enctype="multipart/form-data" action="${base}${view.path}" data-part="${limits.part}" data-busy="${texts.text("letter.busy")}" data-failed="${texts.text("letter.upload-failed")}" data-unsaved="${texts.text("letter.unsaved")}" data-large="${texts.text("letter.note.too-large", { limit: sizeText(texts, limits.total) })}">
${tokenInput(formToken)}
<input type="hidden" name="letter" value="${view.letterId}">
<input type="hidden" name="kind" value="${view.kind}">
<button class="first" name="do" value="save" tabindex="-1" aria-hidden="true"></button>
${view.kind === "new" ? addressFields(frame, view) : addressees(frame, view)}
<div>
<label for="text">${texts.text("letter.text")}</label>
<textarea id="text" name="text" rows="12" dir="auto" maxlength="${limits.text}">${textareaText(view.text)}</textarea>
</div>
${attachments(frame, view)}
<div class="actions">
<button name="do" value="send">${texts.text("letter.send")}</button>
<button class="quiet" name="do" value="save">${texts.text("letter.save")}</button>
</div>
</form>
</section>`,
  });
}

/** A browser drops a line break that directly follows the tag. */
function textareaText(text: string): string {
  return text.startsWith("\n") ? `\n${text}` : text;
}

function noteOf({ texts }: Frame, { note, limits }: LetterView): Html {
  if (note === undefined) return html``;
  const text = texts.text(`letter.note.${note}`, { limit: sizeText(texts, limits.total) });
  if (note === "saved") return html`<p class="note" role="status">${text}</p>`;
  return html`<p class="note bad" role="alert">${text}</p>`;
}

function addressees({ texts }: Frame, { to, outsiders, subject }: LetterView): Html {
  const people = (list: readonly string[]) => list.map((one) => html`<bdi>${one}</bdi>`);
  return html`<dl class="facts">
<dt>${texts.text("message.to")}</dt><dd class="people">${people(to)}</dd>
${outsiders.length === 0 ? "" : html`<dt>${texts.text("letter.outsiders")}</dt><dd class="people">${people(outsiders)}</dd>`}
<dt>${texts.text("letter.subject")}</dt><dd dir="auto">${subject}</dd>
</dl>`;
}

function addressFields({ texts }: Frame, { to, subject, limits, note }: LetterView): Html {
  const error = note === "not-company" || note === "no-addressee" ? texts.text(`letter.note.${note}`) : undefined;
  return html`${field({ name: "to", label: texts.text("message.to"), type: "email", value: to.join(", "), autocomplete: "off", hint: texts.text("letter.to-hint"), error, multiple: true, maximum: 2000 })}
${field({ name: "subject", label: texts.text("letter.subject"), value: subject, autocomplete: "off", maximum: limits.subject })}`;
}

function attachments(frame: Frame, view: LetterView): Html {
  const { texts } = frame;
  const { files, announced, limits } = view;
  const sizes = {
    used: sizeText(texts, announced),
    limit: sizeText(texts, limits.total),
    part: sizeText(texts, limits.part),
  };
  return html`<fieldset>
<legend>${texts.text("letter.attachments")}</legend>
<p class="hint" id="file-hint">${texts.text("letter.limit", sizes)} <noscript>${texts.text("letter.limit-plain", sizes)}</noscript></p>
${
  files.length === 0
    ? ""
    : html`<ul class="files">${files.map((file) => fileLine(frame, file))}</ul>
<p class="small soft"><meter min="0" max="${limits.total}" value="${announced}" aria-label="${texts.text("letter.used", sizes)}"></meter> ${texts.text("letter.used", sizes)}</p>`
}
<div class="pick"><label for="file">${texts.text("letter.choose")}</label>
<input type="file" id="file" name="file" aria-describedby="file-hint"></div>
<noscript><button class="quiet" name="do" value="attach">${texts.text("letter.attach")}</button></noscript>
<progress hidden aria-label="${texts.text("letter.busy")}"></progress><p class="small" role="status"></p>
</fieldset>`;
}

function fileLine({ texts }: Frame, { fileId, name, size, whole }: LetterView["files"][number]): Html {
  return html`<li class="file"><span><bdi>${name}</bdi> <small>${whole ? html`<bdi>${sizeText(texts, size)}</bdi>` : texts.text("letter.unfinished")}</small></span>
<button class="quiet" name="do" value="remove:${fileId}" aria-label="${texts.text("letter.remove-named", { name })}">${texts.text("letter.remove")}</button></li>`;
}
