import type { Clock } from "../clock.ts";
import { type HeldCopy, type HeldMail, heldDays, type ReleaseForm } from "../tracking/held-mail.ts";
import type { Ledger, NamedEffect } from "../tracking/ledger.ts";
import type { RecipientRecord } from "../tracking/message-record.ts";
import type { OutboxBell } from "../tracking/outbox.ts";
import { endOfDormant } from "./came-back.ts";
import { virusWords } from "./decide.ts";
import { reviewers } from "./seal-message.ts";

type HeldLedger = Pick<Ledger, "change" | "deposit" | "recipients" | "queue">;

/** What ending a hold needs. */
export type HeldPorts = {
  readonly held: HeldMail;
  readonly ledger: HeldLedger;
  readonly bell: OutboxBell;
};

/** A reviewer's wish to let one copy go; `secondPerson`: another must agree before it does. */
export type Release = {
  readonly by: string;
  readonly form: ReleaseForm;
  readonly internal: boolean;
  readonly secondPerson: boolean;
};

/** `proposed`: it waits for a second reviewer; `gone`: it is not held any more; the others say what forbids it. */
export type Released = "released" | "proposed" | "gone" | "own-proposal" | "virus" | "never-sealed" | "busy";

/** Lets held mail go to its recipient, sealed or in clear, exactly once whoever races. */
export async function releaseHeld(
  ports: HeldPorts,
  clock: Clock,
  copy: HeldCopy,
  { by, form, internal, secondPerson }: Release,
): Promise<Released> {
  const { message, recipient } = copy;
  if (isVirus(recipient)) return "virus";
  if (internal && form === "encrypt") return "never-sealed";
  const at = clock.now().toISOString();
  const { proposal } = recipient;
  if (secondPerson && proposal?.form !== form) {
    return (await ports.held.propose(copy, { by, at, form })) ? "proposed" : "gone";
  }
  if (secondPerson && proposal?.by === by) return "own-proposal";
  if (!(await ports.held.letAct(message, at))) return "busy";
  return (await end(ports, copy, { at, state: "pending", event: "released", detail: form }, [
    effectOf(recipient, form),
  ]))
    ? "released"
    : "gone";
}

/** Whether it is held because of a virus; such mail can only go back. */
export function isVirus({ reason, answer }: RecipientRecord): boolean {
  return reason === virusWords || answer === virusWords;
}

/** Gives held mail back to its sender with a report; false when it is not held any more. */
export async function returnHeld(
  ports: HeldPorts,
  clock: Clock,
  copy: HeldCopy,
): Promise<"returned" | "gone" | "busy"> {
  const at = clock.now().toISOString();
  if (!(await ports.held.letAct(copy.message, at))) return "busy";
  const answer = "5.7.1 not released after review";
  const change = { at, state: "returned", event: "returned", detail: "By a reviewer.", answer } as const;
  const done = await end(ports, copy, change, await endsOf(ports.ledger, copy.recipient));
  return done ? "returned" : "gone";
}

/** Gives back what nobody reviewed in time. Nothing is released by time alone. */
export async function returnOverdue(ledger: HeldLedger, recipient: RecipientRecord, at: string): Promise<void> {
  const { messageId, recipientId, heldAt } = recipient;
  const answer = `5.7.1 not released within ${heldDays} days of review`;
  const effects = await endsOf(ledger, recipient);
  const change = { messageId, recipientId, at, state: "returned", event: "returned", detail: answer, answer } as const;
  if (await ledger.change({ ...change, effects, ...(heldAt !== undefined && { heldSince: heldAt }) })) {
    await destroyReviewCopy(ledger, recipient, at);
  }
}

type End = {
  readonly at: string;
  readonly state: "pending" | "returned";
  readonly event: "released" | "returned";
  readonly detail: string;
  readonly answer?: string;
};

async function end(
  { ledger, bell }: HeldPorts,
  { recipient }: HeldCopy,
  change: End,
  effects: readonly NamedEffect[],
): Promise<boolean> {
  const { messageId, recipientId, heldAt } = recipient;
  if (!(await ledger.change({ messageId, recipientId, heldSince: heldAt, ...change, effects }))) return false;
  await destroyReviewCopy(ledger, recipient, change.at);
  await bell.ring({ messageId });
  return true;
}

/** The copy for reviewers ends when nobody's copy of it is held any more. */
async function destroyReviewCopy(
  ledger: Pick<Ledger, "recipients" | "queue">,
  { messageId, recipientId, reviewId }: RecipientRecord,
  at: string,
): Promise<void> {
  if (reviewId === undefined) return;
  const others = await ledger.recipients(messageId);
  if (others.some((each) => each.state === "held" && each.reviewId === reviewId)) return;
  const effect = { kind: "destroy-content", messageId, recipientIds: [reviewers], sealId: reviewId } as const;
  await ledger.queue(messageId, [{ name: `destroy-review-${recipientId}`, effect }], at);
}

function effectOf({ messageId, recipientId, heldAt }: HeldCopy["recipient"], form: ReleaseForm): NamedEffect {
  const name = `release-${Date.parse(heldAt)}-${recipientId}`;
  return form === "encrypt"
    ? { name, effect: { kind: "release-sealed", messageId, recipientId } }
    : { name, effect: { kind: "send-clear", messageId, recipientIds: [recipientId], modifiers: [] } };
}

/** What follows where nothing is delivered: the sender is told, unless of a copy that only a policy knows of. */
async function endsOf(ledger: HeldLedger, recipient: RecipientRecord): Promise<readonly NamedEffect[]> {
  const { messageId, recipientId, added } = recipient;
  const report = { kind: "report", messageId, recipientIds: [recipientId] } as const;
  const reports = added === "copy" ? [] : [{ name: `report-${recipientId}`, effect: report }];
  return [...reports, ...(await endOfDormant({ ledger }, recipient))];
}
