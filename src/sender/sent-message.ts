import type { Deposit } from "../tracking/deposit.ts";
import type { MessageRecord, RecipientRecord, TimelineEntry } from "../tracking/message-record.ts";

/** One recipient as the ledger knows it. Several ids: addresses that differ only in case share a mailbox. */
export type SentCopy = {
  readonly recipient: RecipientRecord;
  readonly recipientIds: readonly string[];
  readonly deposit: Deposit;
};

/** A message with its sealed copies and what happened to them; never content. */
export type SentMessage = {
  readonly message: MessageRecord;
  readonly copies: readonly SentCopy[];
  /** Oldest first. */
  readonly timeline: readonly TimelineEntry[];
};

/** Reads sent messages and changes their deposits; each change is conditional and says whether it was made. */
export type SentMessages = {
  find(messageId: string): Promise<SentMessage | null>;
  suspend(deposit: Deposit, at: Date): Promise<boolean>;
  resume(deposit: Deposit, at: Date): Promise<boolean>;
  /** Ends the deposit for good and orders its keys destroyed; true exactly once. */
  recall(copy: SentCopy, at: Date): Promise<boolean>;
  /** Only a deposit that can still be opened is extended. */
  extend(deposit: Deposit, expiresAt: Date, at: Date): Promise<boolean>;
  /** Orders the notice once more; `number` makes doing it twice harmless. */
  resend(deposit: Deposit, number: number, at: Date): Promise<boolean>;
};

/** A message with the copies of all its parts; null when the first is not known. */
export async function findSent(
  sent: Pick<SentMessages, "find">,
  { messageId, others = [] }: { readonly messageId: string; readonly others?: readonly string[] },
): Promise<SentMessage | null> {
  const [first, ...more] = await Promise.all([messageId, ...others].map((id) => sent.find(id)));
  if (!first) return null;
  const parts = [first, ...more.filter((part) => part !== null)];
  return {
    message: first.message,
    copies: parts.flatMap(({ copies }) => copies),
    timeline: parts.flatMap(({ timeline }) => timeline).sort((left, right) => left.at.localeCompare(right.at)),
  };
}

/** What became of a copy, as its sender may know. */
export type CopyStatus = {
  readonly recipientId: string;
  readonly address: string;
  readonly state: "waiting" | "suspended" | "recalled" | "expired";
  readonly expiresAt: string;
  readonly notifiedAt?: string;
  readonly bouncedAt?: string;
  readonly activatedAt?: string;
  readonly openedAt?: string;
  readonly repliedAt?: string;
  /** Co-readers of a shared mailbox, each with the first reading. */
  readonly readers: readonly { readonly by: string; readonly at: string }[];
  /** When it was recalled or expired. */
  readonly endedAt?: string;
  /** When the last key was destroyed; absent while that is still to be done. */
  readonly destroyedAt?: string;
  readonly resent: number;
  readonly mailStopped: boolean;
};

/** Reads a copy's status from its deposit and the message's timeline. Expiry counts from its time on. */
export function statusOf(copy: SentCopy, timeline: readonly TimelineEntry[], now: Date): CopyStatus {
  const { deposit, recipient, recipientIds } = copy;
  const own = timeline.filter(({ recipientId }) => recipientId !== undefined && recipientIds.includes(recipientId));
  const last = (event: TimelineEntry["event"]) => own.findLast((entry) => entry.event === event)?.at;
  const notifiedAt = last("notified");
  const bouncedAt = last("notice-bounced");
  return {
    recipientId: recipient.recipientId,
    address: recipient.address,
    state: stateOf(deposit, now),
    expiresAt: deposit.expiresAt,
    ...at("notifiedAt", notifiedAt),
    // A later notice that was handed over makes the earlier failure history.
    ...(bouncedAt !== undefined && bouncedAt >= (notifiedAt ?? "") && { bouncedAt }),
    ...at("activatedAt", last("activated")),
    ...at("openedAt", deposit.readAt),
    ...at("repliedAt", last("replied")),
    readers: own.flatMap((entry) => (entry.event === "read" && entry.by ? [{ by: entry.by, at: entry.at }] : [])),
    ...at("endedAt", last("recalled") ?? last("expired")),
    ...at("destroyedAt", last("keys-destroyed")),
    resent: own.filter(({ event }) => event === "resent").length,
    mailStopped: deposit.mailStopped === true,
  };
}

function at<Name extends string>(name: Name, value: string | undefined): { [Key in Name]?: string } {
  return value === undefined ? {} : ({ [name]: value } as { [Key in Name]: string });
}

function stateOf(deposit: Deposit, now: Date): CopyStatus["state"] {
  if (deposit.state === "recalled" || deposit.state === "expired") return deposit.state;
  if (now.getTime() >= Date.parse(deposit.expiresAt)) return "expired";
  return deposit.state === "suspended" ? "suspended" : "waiting";
}
