import { z } from "zod";
import { disposition } from "../policies.ts";
import { deliveryRecord, receiptRecord, wireRecord } from "../tls-records.ts";
import { trace } from "./trace.ts";

const messageState = z.enum(["received", "judged", "acting", "final"]);
const recipientState = z.enum([
  "pending",
  "sent",
  "held",
  "sealed",
  "delivered",
  "bounced",
  "discarded",
  "returned",
  "refused",
  "recalled",
  "expired",
]);

const words = z.string().trim().min(1).max(320).optional();
const moment = z.iso.datetime({ offset: true }).or(z.iso.date()).optional();

/** Which page of the list, and of which messages; without a filter of all. */
export const messagesRequest = z.strictObject({
  limit: z.coerce.number().int().min(1).max(100).default(25),
  cursor: z.string().max(2_000).optional(),
  /** Received not before, and before; a date stands for its begin in UTC. */
  from: moment,
  until: moment,
  /** Part of the return path, of a recipient's address, of the subject. */
  sender: words,
  recipient: words,
  subject: words,
  disposition: disposition.optional(),
  /** Id of the policy that decided. */
  policy: words,
  state: recipientState.optional(),
});

/** One recipient in the list. */
export const recipientBrief = z.strictObject({
  address: z.string(),
  state: recipientState,
  disposition: disposition.optional(),
});
export type RecipientBrief = z.output<typeof recipientBrief>;

const messageBrief = z.strictObject({
  id: z.string(),
  receivedAt: z.string(),
  /** Return path; empty for the null sender. */
  from: z.string(),
  subject: z.string(),
  state: messageState,
});

/** One message of the list. */
export const messageRow = messageBrief.extend({
  recipients: z.array(recipientBrief).readonly(),
  moreRecipients: z.boolean(),
});
export type MessageRow = z.output<typeof messageRow>;

/** A page of messages, newest first; it may be short, or empty, while `cursor` is there. */
export const messagesAnswer = z.strictObject({
  messages: z.array(messageRow).readonly(),
  cursor: z.string().optional(),
});
export type MessagesAnswer = z.output<typeof messagesAnswer>;

/** One recipient of one message, with the verdict. */
export const recipientDetail = recipientBrief.extend({
  id: z.string(),
  policyName: z.string().optional(),
  /** One plain sentence. */
  reason: z.string().optional(),
  answer: z.string().optional(),
  finalAt: z.string().optional(),
  /** How the message came, how it was to leave, and what was seen of the connection by which it left. */
  receipt: receiptRecord.optional(),
  delivery: deliveryRecord.optional(),
  wire: wireRecord.optional(),
  /** Whether TLS on its way out was certain; absent while it has not left. */
  promise: z.enum(["guaranteed", "opportunistic"]).optional(),
  /** Index into `traces`; null when no trace is kept. */
  trace: z.number().int().nullable(),
});
export type RecipientDetail = z.output<typeof recipientDetail>;

/** What the reader noticed; never content. */
export const finding = z.object({ kind: z.string(), part: z.string(), detail: z.string() });
export type FindingAnswer = z.output<typeof finding>;

/** One thing that happened. */
export const timelineRow = z.strictObject({
  at: z.string(),
  event: z.string(),
  /** The recipient it concerns; absent when it concerns the message. */
  recipient: z.string().optional(),
  detail: z.string().optional(),
  /** Who of a shared mailbox did it. */
  by: z.string().optional(),
});
export type TimelineRow = z.output<typeof timelineRow>;

/** Everything the console shows of one message. */
export const messageAnswer = messageBrief.extend({
  headerFrom: z.string(),
  headerFromName: z.string(),
  sentAt: z.string(),
  messageIdHeader: z.string(),
  size: z.number(),
  sourceIp: z.string(),
  /** The name by which the sending server greeted. */
  helo: z.string().optional(),
  /** 0 until judged. */
  policyVersion: z.number().int(),
  refusal: z.string().optional(),
  finalAt: z.string().optional(),
  recipients: z.array(recipientDetail).readonly(),
  /** Whether `traces` and `findings` could be kept. */
  reasoning: z.enum(["kept", "not-judged", "too-large"]),
  traces: z.array(trace).readonly(),
  findings: z.array(finding).readonly(),
  timeline: z.array(timelineRow).readonly(),
});
export type MessageAnswer = z.output<typeof messageAnswer>;
