import { z } from "zod";
import { encryptionProfile, language } from "../contracts/policies.ts";
import { deliveryRecord, receiptRecord, wireRecord } from "../contracts/tls-records.ts";
import type { Deposit } from "../tracking/deposit.ts";
import {
  finalStates,
  type MessageRecord,
  type RecipientRecord,
  type TimelineEntry,
} from "../tracking/message-record.ts";
import type { Effect, OutboxItem } from "../tracking/outbox.ts";
import type { Item } from "./table-items.ts";

/** The sparse index of what waits for a moment in time. */
export const dueIndex = "due";
/** The index of messages by month and of deposits by mailbox, both in time order. */
export const dayIndex = "day";

const dispositions = ["encrypt", "send", "discard", "return", "hold"] as const;

const messageItem = z.object({
  messageId: z.string(),
  state: z.enum(["received", "acting", "final"]),
  receivedAt: z.string(),
  finalAt: z.string().optional(),
  envelopeFrom: z.string(),
  headerFrom: z.string().default(""),
  headerFromName: z.string().default(""),
  subject: z.string().default(""),
  sentAt: z.string().default(""),
  messageIdHeader: z.string().default(""),
  size: z.number().default(0),
  objectKey: z.string(),
  sourceIp: z.string().default(""),
  helo: z.string().optional(),
  automatic: z.boolean().optional(),
  policyVersion: z.number().default(0),
  refusal: z.string().optional(),
});

const recipientItem = z.object({
  messageId: z.string(),
  recipientId: z.string(),
  address: z.string(),
  state: z.enum(["pending", "sent", "held", ...finalStates]),
  disposition: z.enum(dispositions).optional(),
  policyId: z.string().optional(),
  policyName: z.string().optional(),
  reason: z.string().optional(),
  finalAt: z.string().optional(),
  answer: z.string().optional(),
  language: language.optional(),
  added: z.enum(["copy", "redirect"]).optional(),
  heldAt: z.string().optional(),
  reviewId: z.string().optional(),
  proposal: z.object({ by: z.string(), at: z.string(), form: z.enum(["encrypt", "send"]) }).optional(),
  receipt: receiptRecord.optional(),
  delivery: deliveryRecord.optional(),
  wire: wireRecord.optional(),
});

const depositItem = z.object({
  address: z.string(),
  messageId: z.string(),
  recipientId: z.string(),
  sealId: z.string(),
  state: z.enum(["open", "dormant", "suspended", "recalled", "expired"]),
  subject: z.string(),
  subjectHidden: z.boolean(),
  from: z.string(),
  fromName: z.string(),
  sentAt: z.string(),
  receivedAt: z.string(),
  expiresAt: z.string(),
  attachmentCount: z.number(),
  size: z.number(),
  readAt: z.string().optional(),
  readBy: z.set(z.string()).optional(),
  removedAt: z.string().optional(),
  rules: encryptionProfile
    .pick({
      replyAllowed: true,
      replyAllAllowed: true,
      composeAllowed: true,
      readReceipts: true,
      activationPasswordTo: true,
      signIn: true,
      language: true,
      reminderDays: true,
    })
    .optional(),
  remindAt: z.string().optional(),
  mailStopped: z.boolean().optional(),
  remindedIn: z.string().optional(),
  expiredIn: z.string().optional(),
});

const outboxItem = z.object({
  id: z.string(),
  effect: z.looseObject({ kind: z.string() }),
  state: z.enum(["waiting", "sending", "sent", "done", "failed"]),
  attempts: z.number(),
  dueAt: z.string(),
  createdAt: z.string(),
  sesMessageId: z.string().optional(),
  fault: z.string().optional(),
});

const timelineItem = z.object({
  at: z.string(),
  event: z.string(),
  recipientId: z.string().optional(),
  detail: z.string().optional(),
  by: z.string().optional(),
});

/** Reads a stored message; a corrupt item throws. */
export const toMessage = (item: Item): MessageRecord => messageItem.parse(item);
/** Reads a stored recipient. */
export const toRecipient = (item: Item): RecipientRecord => recipientItem.parse(item);
/** Reads a stored deposit. */
export const toDeposit = (item: Item): Deposit => depositItem.parse(item);
/** Reads a stored outbox item; effects are written only by this adapter, so their kinds are ours. */
export const toOutboxItem = (item: Item): OutboxItem => outboxItem.parse(item) as OutboxItem;
/** Reads a stored timeline entry. */
export const toTimelineEntry = (item: Item): TimelineEntry => timelineItem.parse(item) as TimelineEntry;

/** Partition of everything about one message. */
export const messagePk = (messageId: string): string => `M#${messageId}`;
/** Key of the message's own item. */
export const messageKey = (messageId: string) => ({ pk: messagePk(messageId), sk: "M" });
/** Key of the stored judgement. */
export const judgementKey = (messageId: string) => ({ pk: messagePk(messageId), sk: "J" });
/** Key of one recipient. */
export const recipientKey = (messageId: string, recipientId: string) => ({
  pk: messagePk(messageId),
  sk: `R#${recipientId}`,
});
/** Key of one deposit in its owner's mailbox. */
export const depositKey = (address: string, messageId: string) => ({
  pk: `INBOX#${address.toLowerCase()}`,
  sk: `D#${messageId}`,
});

/** Key of the note that a recipient's copy is held, in the list of what waits for reviewers. */
export const heldKey = (heldAt: string, messageId: string, recipientId: string) => ({
  pk: "HELD",
  sk: `${heldAt}#${messageId}#${recipientId}`,
});

/** The outbox id of a message's effect. */
export const effectId = (messageId: string, name: string): string => `m_${messageId}_${name}`;

/** Key of an outbox item; `m_<messageId>_<name>` lies beside its message, `j_<id>` alone. */
export function outboxKey(id: string): { pk: string; sk: string } {
  const [, scope, owner = "", name = ""] = /^(m|j)_([^_]+)_?(.*)$/.exec(id) ?? [];
  return scope === "m" ? { pk: messagePk(owner), sk: `O#${name}` } : { pk: `J#${owner}`, sk: "O#job" };
}

/** A new outbox item that the worker may take at once and housekeeping from `dueAt` on. */
export function newOutboxItem(id: string, effect: Effect, createdAt: string, dueAt: string): Item {
  return {
    ...outboxKey(id),
    id,
    effect,
    state: "waiting",
    attempts: 0,
    createdAt,
    dueAt,
    due_pk: "DUE",
    due_sk: dueAt,
  };
}

/** A timeline entry as an item; the same entry written twice is one item. */
export function timelineItemOf(messageId: string, entry: TimelineEntry): Item {
  const rank = String(timelineOrder.indexOf(entry.event)).padStart(2, "0");
  const whose =
    entry.event === "downloaded" ? `#${entry.detail}#${entry.by ?? ""}` : `${entry.by ? `#${entry.by}` : ""}`;
  return { pk: messagePk(messageId), sk: `T#${entry.at}#${rank}#${entry.recipientId ?? ""}${whose}`, ...entry };
}

/** A deposit as an item of its owner's mailbox; housekeeping looks at it when a reminder or its expiry is due. */
export function depositItemOf(deposit: Deposit): Item {
  const key = depositKey(deposit.address, deposit.messageId);
  const due = { due_pk: "DUE", due_sk: deposit.remindAt ?? deposit.expiresAt };
  return { ...key, ...deposit, ...due, day: key.pk, day_sk: `${deposit.receivedAt}#${deposit.messageId}` };
}

const timelineOrder: readonly TimelineEntry["event"][] = [
  "received",
  "checked",
  "refused",
  "held",
  "release-proposed",
  "released",
  "sealed",
  "notified",
  "notice-bounced",
  "activated",
  "read",
  "downloaded",
  "replied",
  "sent",
  "tls-failed",
  "possibly-doubled",
  "delivered",
  "bounced",
  "complained",
  "returned",
  "discarded",
  "failed",
  "suspended",
  "resumed",
  "extended",
  "resent",
  "reminded",
  "recalled",
  "expired",
  "keys-destroyed",
];
