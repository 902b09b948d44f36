import type { PickupContext } from "../../src/context/pickup.ts";
import { findDeposit } from "../../src/pickup/find-deposit.ts";
import { newLetter } from "../../src/pickup/letters/letter.ts";
import { letterLimits } from "../../src/pickup/letters/limits.ts";
import { writeDraft } from "../../src/pickup/letters/write-draft.ts";
import type { WebRequest } from "../middleware/route.ts";
import { addressList, kindAt, letterForm } from "./letter-form.ts";

/** What was typed when a session was over: it goes through signing in as hidden fields, and is kept afterwards. */
export type CarriedDraft = Readonly<Record<(typeof carried)[number], string>>;

const carried = ["letter", "kind", "text", "subject", "to", "about", "file"] as const;

/** The letter in a form that was refused; null for any other request. */
export function draftIn(asked: WebRequest | null): CarriedDraft | null {
  const [, messageId] = /^\/(?:messages\/([\w.-]{1,200})\/reply|compose)$/.exec(asked?.path ?? "") ?? [];
  const isLetter = messageId !== undefined || asked?.path === "/compose";
  if (asked?.method !== "POST" || !isLetter) return null;
  const { fields, files } = asked.form;
  if ((fields.get("text") ?? "").trim() === "") return null;
  const field = (name: string) => fields.get(name) ?? "";
  return {
    letter: field("letter"),
    kind: field("kind"),
    text: field("text").slice(0, letterLimits.text),
    subject: field("subject"),
    to: field("to"),
    about: messageId ?? newLetter,
    file: files.length > 0 ? "1" : "",
  };
}

/** The same out of the sign-in form that carried it. */
export function draftFrom(fields: URLSearchParams): CarriedDraft | null {
  if ((fields.get("draft-text") ?? "") === "") return null;
  const entries = carried.map((name) => [name, fields.get(`draft-${name}`) ?? ""]);
  return Object.fromEntries(entries) as CarriedDraft;
}

/** Keeps what was carried as a draft of whoever signed in, and answers where it is gone on with. */
export async function keepCarried(
  context: PickupContext,
  address: string,
  draft: CarriedDraft,
): Promise<`/${string}` | null> {
  const form = letterForm.safeParse({ ...draft });
  if (!form.success || !/^[\w.-]{1,200}$/.test(draft.about)) return null;
  const { letter, text, subject, to } = form.data;
  const isNew = draft.about === newLetter;
  const kind = kindAt({ params: isNew ? {} : { messageId: draft.about } }, form.data.kind);
  if (!isNew && (await findDeposit(context, address, draft.about)) === null) return null;
  const written = { address, about: draft.about, letterId: letter, kind, text, subject, to: addressList(to) };
  const kept = await writeDraft(context, context.clock, written);
  if (kept.outcome === "sent") return `/sent/${encodeURIComponent(kept.letter.letterId)}`;
  const path = isNew ? "/compose" : `/messages/${encodeURIComponent(draft.about)}/reply`;
  const all = kind === "reply-all" ? "&all=1" : "";
  return `/${path.slice(1)}?note=${draft.file === "1" ? "lost-file" : "saved"}${all}`;
}
