import { z } from "zod";
import { addresseesOf } from "../../src/pickup/letters/addressees.ts";
import { filesOf } from "../../src/pickup/letters/attach-file.ts";
import { type Letter, newLetter } from "../../src/pickup/letters/letter.ts";
import { letterLimits } from "../../src/pickup/letters/limits.ts";
import { mayCompose } from "../../src/pickup/letters/may-compose.ts";
import { type Answered, replySubject } from "../../src/pickup/letters/send-letter.ts";
import { draftText } from "../../src/pickup/letters/write-draft.ts";
import { openMessage } from "../../src/pickup/open-message.ts";
import { rulesOf } from "../../src/tracking/deposit.ts";
import { type LetterNote, letterPage } from "../../web/pickup/letter-page.ts";
import type { Answer } from "../middleware/route.ts";
import { letterPolicy } from "./content-security-policy.ts";
import type { PickupCall } from "./define-route.ts";
import { noticeAnswer, unavailable } from "./notices.ts";
import { pageAnswer } from "./page-answer.ts";
import { textsOf } from "./page-texts-of.ts";
import { askerOf, type Recipient } from "./principal.ts";

/** The id a browser gives a letter before it is stored. */
export const letterIdForm = z.string().regex(/^[\w-]{16,40}$/);

/** What a form about a letter holds, whatever its button. */
export const letterForm = z.object({
  letter: letterIdForm,
  kind: z.enum(["reply", "reply-all", "new"]).catch("reply"),
  text: z.string().default(""),
  subject: z.string().max(5000).default(""),
  to: z.string().max(10_000).default(""),
  do: z.string().max(100).default("save"),
});

export type LetterForm = z.output<typeof letterForm>;
export type LetterCall = PickupCall & { readonly principal: Recipient };

/** What is answered, or the page that says why nothing can be. */
export async function answeredBy(
  call: LetterCall,
  kind: LetterForm["kind"],
): Promise<{ readonly answered: Answered } | { readonly refusal: Answer }> {
  const { context, params, principal } = call;
  const asker = askerOf(principal);
  if (params.messageId === undefined) {
    return (await mayCompose(context, context.clock.now(), asker.address))
      ? { answered: null }
      : { refusal: notAllowed(call, "compose") };
  }
  const opened = await openMessage(context, context.clock.now(), { asker, messageId: params.messageId });
  if (opened.outcome !== "found") return { refusal: unavailable(call, opened) };
  const { deposit, view } = opened;
  const { replyAllowed, replyAllAllowed } = rulesOf(deposit);
  if (!(kind === "reply-all" ? replyAllAllowed : replyAllowed)) return { refusal: notAllowed(call, "reply") };
  return { answered: { deposit, view } };
}

function notAllowed(call: LetterCall, what: "reply" | "compose"): Answer {
  const texts = textsOf(call.request);
  return noticeAnswer(call, 403, {
    title: texts.text(`error.no-${what}.title`),
    text: texts.text(`error.no-${what}.text`),
  });
}

/** The form: with what is kept of the letter, or with what was just typed. */
export async function formAnswer(
  call: LetterCall,
  answered: Answered,
  shown: {
    readonly kind: LetterForm["kind"];
    readonly letter: Letter | null;
    readonly typed?: LetterForm;
    readonly note?: LetterNote;
  },
): Promise<Answer> {
  const { context, request, principal } = call;
  const { letter, typed, note, kind } = shown;
  const text = typed?.text ?? (letter === null ? "" : await draftText(context, letter));
  const people =
    answered === null || kind === "new" ? null : addresseesOf(answered, kind, context, principal.account.address);
  const letterId = letter?.letterId ?? typed?.letter ?? context.clock.token(18);
  const view = {
    kind,
    letterId,
    path: pathOf(call),
    back: answered === null ? "/inbox" : `/messages/${encodeURIComponent(answered.deposit.messageId)}`,
    subject: answered === null ? (typed?.subject ?? letter?.subject ?? "") : replySubject(answered.view.subject),
    to: people?.to ?? (typed === undefined ? (letter?.to ?? []) : addressList(typed.to)),
    outsiders: people?.outsiders ?? [],
    text,
    files: letter === null ? [] : filesOf(letter).map(({ fileId, file, whole }) => ({ fileId, ...file, whole })),
    announced: letter?.announced ?? 0,
    limits: letterLimits,
    ...(note && { note }),
  };
  const bad = note !== undefined && note !== "saved";
  return pageAnswer({ request, context, account: principal.account.address }, (frame) => letterPage(frame, view), {
    status: note === "too-many" ? 429 : bad ? 422 : 200,
    headers: { "content-security-policy": letterPolicy },
  });
}

/** What is being written about; a letter that answers nothing is `new`. */
export function aboutOf(call: Pick<LetterCall, "params">): string {
  return call.params.messageId ?? newLetter;
}

/** Where a letter's form lives, below the base. */
export function pathOf({ params }: Pick<LetterCall, "params">): `/${string}` {
  return params.messageId === undefined ? "/compose" : `/messages/${encodeURIComponent(params.messageId)}/reply`;
}

/** What kind of letter a form may make at this place: who answers a message writes no new one. */
export function kindAt(
  { params }: Pick<LetterCall, "params">,
  kind: LetterForm["kind"] | undefined,
): LetterForm["kind"] {
  if (params.messageId === undefined) return "new";
  return kind === "reply-all" ? "reply-all" : "reply";
}

/** Addresses as typed, apart. */
export function addressList(typed: string): string[] {
  return typed
    .split(/[\s,;]+/)
    .map((each) => each.trim().toLowerCase())
    .filter((each) => each !== "")
    .slice(0, letterLimits.people);
}
