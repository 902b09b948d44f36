import { limits } from "../../accounts/rate-limit.ts";
import type { Clock } from "../../clock.ts";
import { SealgateError } from "../../errors.ts";
import type { MessageView } from "../../sealing/message-view.ts";
import type { Deposit } from "../../tracking/deposit.ts";
import { byOf } from "../asker.ts";
import { type Addressees, addresseesOf, isCompany } from "./addressees.ts";
import { filesOf } from "./attach-file.ts";
import type { Letter, Sending } from "./letter.ts";
import { letterLimits } from "./limits.ts";
import type { WritingPorts } from "./ports.ts";
import { draftText, oneLine, plainText, type Written, writeDraft } from "./write-draft.ts";

const day = 24 * 60 * 60 * 1000;

export type SendResult =
  | { readonly outcome: "sent"; readonly letter: Letter }
  | { readonly outcome: "empty" | "unfinished-file" | "no-addressee" | "not-company"; readonly letter: Letter }
  | { readonly outcome: "too-many" };

/** Who writes: by their own address and name. */
type Author = { readonly address: string; readonly name: string };

/** The message that is answered, opened for its recipient; null for a new letter. */
export type Answered = { readonly deposit: Deposit; readonly view: MessageView } | null;

/** Keeps what was written and queues it for delivery, once, however often it is asked for. */
export async function sendLetter(
  ports: WritingPorts,
  clock: Clock,
  written: Written & Author,
  answered: Answered,
  attempts = 5,
): Promise<SendResult> {
  const kept = await writeDraft(ports, clock, written);
  if (kept.outcome === "too-many") return kept;
  const { letter } = kept;
  if (kept.outcome === "sent") {
    if (await isSame(ports, letter, written, answered)) return { outcome: "sent", letter };
    // Somebody went back to the form of a sent letter and wrote another one.
    return sendLetter(ports, clock, { ...written, letterId: clock.token(18) }, answered, attempts);
  }
  const files = filesOf(letter);
  if (written.text.trim() === "" && files.length === 0) return { outcome: "empty", letter };
  if (files.some(({ whole }) => !whole)) return { outcome: "unfinished-file", letter };
  const people = addresseesFor(ports, written, letter, answered);
  if (people.to.length + people.outsiders.length === 0) return { outcome: "no-addressee", letter };
  if (!people.to.every((address) => isCompany(address, ports))) return { outcome: "not-company", letter };
  if (!(await ports.limiter.take(`letter/send/${letter.address}`, limits.lettersByAccount)))
    return { outcome: "too-many" };
  const sending = sendingOf(clock.now(), written, people, answered);
  const effect = { kind: "reply", address: letter.address, letterId: letter.letterId } as const;
  if (!(await ports.letters.queue(letter, sending, effect))) {
    // Either it was sent meanwhile, which the next round finds, or something was kept meanwhile.
    if (attempts > 1) return sendLetter(ports, clock, written, answered, attempts - 1);
    throw new SealgateError("letter-contended", 503, "the letter is being changed elsewhere");
  }
  if (answered !== null) await noteReply(ports, answered.deposit, written, clock.now());
  return { outcome: "sent", letter: { ...letter, ...sending, state: "queued" } };
}

async function isSame(ports: WritingPorts, letter: Letter, written: Written, answered: Answered): Promise<boolean> {
  const { kind, text, subject = "", to = [] } = written;
  if (letter.kind !== kind || (await draftText(ports, letter)) !== plainText(text)) return false;
  return answered !== null || (letter.subject === oneLine(subject) && letter.to.join() === to.join());
}

async function noteReply(ports: WritingPorts, deposit: Deposit, { address, name }: Author, now: Date): Promise<void> {
  await ports.deposits.note(deposit, "replied", now, byOf(deposit, { address, name }));
}

function addresseesFor(ports: WritingPorts, written: Written, letter: Letter, answered: Answered): Addressees {
  // Who answers a message chooses nobody, whatever the form says.
  if (answered === null) return { to: letter.to.slice(0, letterLimits.people), outsiders: [] };
  return addresseesOf(answered, written.kind === "reply-all" ? "reply-all" : "reply", ports, written.address);
}

function sendingOf(now: Date, written: Written & Author, people: Addressees, answered: Answered): Sending {
  return {
    kind: written.kind,
    subject: answered === null ? oneLine(written.subject ?? "") : replySubject(answered.view.subject),
    to: people.to,
    outsiders: people.outsiders,
    authorName: oneLine(written.name),
    sentAt: now.toISOString(),
    expiresAt: new Date(now.getTime() + letterLimits.keptDays * day).toISOString(),
    ...(answered === null ? {} : threadOf(answered.view)),
    ...(answered !== null && answered.deposit.address !== written.address && { mailbox: answered.deposit.address }),
  };
}

/** One "Re:" before the subject, however many there were. */
export function replySubject(subject: string): string {
  return `Re: ${oneLine(subject).replace(/^(?:(?:re|aw|sv|antw)\s*:\s*)+/i, "")}`.trim();
}

/** Ids of the original, so that the answer stands in its thread (RFC 5322, 3.6.4). */
function threadOf({ messageIdHeader = "", references = "" }: MessageView): Pick<Sending, "inReplyTo" | "references"> {
  const id = idsIn(messageIdHeader).at(-1);
  if (id === undefined) return {};
  return { inReplyTo: id, references: [...idsIn(references).slice(-20), id].join(" ") };
}

function idsIn(text: string): string[] {
  return text.match(/<[\x21-\x3b\x3d\x3f-\x7e]{1,250}>/g) ?? [];
}
