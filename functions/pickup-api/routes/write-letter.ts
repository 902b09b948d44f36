import { attachPart, partCount } from "../../../src/pickup/letters/attach-file.ts";
import { letterLimits } from "../../../src/pickup/letters/limits.ts";
import { type Answered, sendLetter } from "../../../src/pickup/letters/send-letter.ts";
import { writeDraft } from "../../../src/pickup/letters/write-draft.ts";
import type { LetterNote } from "../../../web/pickup/letter-page.ts";
import type { Answer } from "../../middleware/route.ts";
import { route } from "../define-route.ts";
import {
  aboutOf,
  addressList,
  answeredBy,
  formAnswer,
  kindAt,
  type LetterCall,
  type LetterForm,
  letterForm,
  pathOf,
} from "../letter-form.ts";
import { redirect } from "../page-answer.ts";

/** Keeps, attaches, removes or sends, by the button that was pressed; what was typed is kept whatever comes of it. */
export const writeReply = route({
  method: "POST",
  path: "/messages/{messageId}/reply",
  roles: ["recipient"],
  request: letterForm,
  handle: async (call) => write(call, { ...call.input, kind: kindAt(call, call.input.kind) }),
});

/** The same for a new message. */
export const writeCompose = route({
  method: "POST",
  path: "/compose",
  roles: ["recipient"],
  request: letterForm,
  handle: async (call) => write(call, { ...call.input, kind: kindAt(call, call.input.kind) }),
});

async function write(call: LetterCall, form: LetterForm): Promise<Answer> {
  const found = await answeredBy(call, form.kind);
  if ("refusal" in found) return found.refusal;
  const note = await attachUpload(call, form);
  if (note !== null) return again(call, found.answered, form, note);
  if (form.do === "send") return send(call, found.answered, form);
  const kept = await writeDraft(call.context, call.context.clock, writtenOf(call, form));
  if (kept.outcome === "too-many") return again(call, found.answered, form, "too-many");
  if (kept.outcome === "sent") return toSent(call, kept.letter.letterId);
  const [verb, fileId = ""] = form.do.split(":", 2);
  if (verb === "remove") await call.context.letters.remove(kept.letter, fileId);
  const all = form.kind === "reply-all" ? "&all=1" : "";
  return redirect(call.context, `${pathOf(call)}?note=saved${all}`);
}

async function send(call: LetterCall, answered: Answered, form: LetterForm): Promise<Answer> {
  const { context, principal } = call;
  const written = { ...writtenOf(call, form), name: principal.account.name };
  const result = await sendLetter(context, context.clock, written, answered);
  return result.outcome === "sent" ? toSent(call, result.letter.letterId) : again(call, answered, form, result.outcome);
}

/** The file that came with the form itself, as browsers send it without the script. */
async function attachUpload(call: LetterCall, form: LetterForm): Promise<LetterNote | null> {
  const { context, request } = call;
  for (const { name, type, bytes } of request.form.files) {
    if (bytes.length > letterLimits.total || partCount(bytes.length) > 1) return "too-large";
    const given = { fileId: context.clock.token(9), name, type, size: bytes.length, part: 0, bytes };
    const result = await attachPart(context, context.clock, writtenOf(call, form), given);
    if (result === "too-large" || result === "too-many") return result;
  }
  return null;
}

async function again(call: LetterCall, answered: Answered, form: LetterForm, note: LetterNote): Promise<Answer> {
  const letter = await call.context.letters.draft(call.principal.account.address, aboutOf(call));
  return formAnswer(call, answered, { kind: form.kind, letter, typed: form, note });
}

function writtenOf(call: LetterCall, form: LetterForm) {
  return {
    address: call.principal.account.address,
    about: aboutOf(call),
    letterId: form.letter,
    kind: form.kind,
    text: form.text,
    subject: form.subject,
    to: addressList(form.to),
  };
}

function toSent(call: LetterCall, letterId: string): Answer {
  return redirect(call.context, `/sent/${encodeURIComponent(letterId)}?now=1`);
}
