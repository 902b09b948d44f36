import type { DeliveryRecord, WireRecord } from "../contracts/tls-records.ts";
import type { Deposit } from "./deposit.ts";
import type { MessageRecord, RecipientRecord, RecipientState, TimelineEntry } from "./message-record.ts";
import type { Effect, OutboxItem } from "./outbox.ts";

/** What is known when a message is claimed, before it was read. */
export type Arrival = {
  readonly messageId: string;
  readonly objectKey: string;
  readonly receivedAt: string;
  readonly envelopeFrom: string;
  readonly recipients: readonly { readonly recipientId: string; readonly address: string }[];
};

/**
 * `claimed`: work on these recipients; `busy`: another run holds the lease; `done`: nothing of it is left to judge.
 * `round` is 1, and one more each time later recipients open the message again: each round seals a copy of its own.
 */
export type Claim =
  | {
      readonly kind: "claimed";
      readonly message: MessageRecord;
      readonly recipients: readonly RecipientRecord[];
      readonly round: number;
    }
  | { readonly kind: "busy" }
  | { readonly kind: "done" };

/** What reading the mail told, kept for tracking. */
export type MessageFacts = Pick<
  MessageRecord,
  "headerFrom" | "headerFromName" | "subject" | "sentAt" | "messageIdHeader" | "size" | "sourceIp" | "policyVersion"
> &
  Pick<Partial<MessageRecord>, "refusal" | "helo" | "automatic">;

/** An effect with its name within the message; the name makes writing it twice harmless. */
export type NamedEffect = { readonly name: string; readonly effect: Effect };

/** Everything that is decided about a message, written before anything acts. */
export type Plan = {
  readonly messageId: string;
  readonly at: string;
  readonly facts: MessageFacts;
  /** The evaluation as JSON: facts, verdicts and trace. */
  readonly judgement?: unknown;
  readonly recipients: readonly RecipientRecord[];
  readonly deposits: readonly Deposit[];
  readonly effects: readonly NamedEffect[];
  readonly timeline: readonly TimelineEntry[];
};

/** A recipient's next state and what must be known or done because of it, written as one. */
export type RecipientChange = {
  readonly messageId: string;
  readonly recipientId: string;
  readonly state: RecipientState;
  readonly at: string;
  readonly event: TimelineEntry["event"];
  readonly detail?: string;
  /** The remote server's answer, or why. */
  readonly answer?: string;
  /** Replaces the sentence that says why, where the verdict could not be kept. */
  readonly reason?: string;
  /** Until when an answer is awaited; housekeeping looks then. */
  readonly dueAt?: string;
  readonly effects?: readonly NamedEffect[];
  readonly deposit?: Deposit;
  /** How it is to leave, where that was not chosen before. */
  readonly delivery?: DeliveryRecord;
  /** What was seen of the connection. */
  readonly wire?: WireRecord;
  /** Only if it is held, and has been since then. */
  readonly heldSince?: string;
};

/** The record of every accepted message and recipient; all changes are conditional, so each can be repeated. */
export type Ledger = {
  claim(arrival: Arrival, lease: { readonly now: string; readonly until: string }): Promise<Claim>;
  /** Writes the plan in transactions of ≤ 100 items; the last one turns the message to acting. */
  commit(plan: Plan): Promise<void>;
  message(messageId: string): Promise<MessageRecord | null>;
  recipients(messageId: string): Promise<RecipientRecord[]>;
  /** False, and nothing written, when the recipient was final already. */
  change(change: RecipientChange): Promise<boolean>;
  note(messageId: string, entry: TimelineEntry): Promise<void>;
  /** Queues further effects; one that exists already stays as it is. */
  queue(messageId: string, effects: readonly NamedEffect[], at: string): Promise<void>;
  /** Effects of a message that are not done. */
  openEffects(messageId: string): Promise<OutboxItem[]>;
  /** Turns the message final once all its recipients are and no effect is open; true when it is final. */
  finish(messageId: string, at: string): Promise<boolean>;
  /** Gives a message that nobody works on to a person: its unjudged recipients are held. */
  holdUnjudged(messageId: string, at: string, reason: string): Promise<void>;
  deposit(address: string, messageId: string): Promise<Deposit | null>;
};

/** The outbox as its worker sees it. */
export type OutboxStore = {
  find(id: string): Promise<OutboxItem | null>;
  /** Takes the item for sending until `retryAt`; false when another worker has it or it is over. */
  begin(id: string, at: string, retryAt: string): Promise<boolean>;
  /** Keeps the SES message id as proof that it left; false when that was known. */
  sent(id: string, sesMessageId: string): Promise<boolean>;
  done(id: string): Promise<void>;
  /** It was handed over and came back, in these words; it is not tried again. */
  cameBack(id: string, words: string): Promise<void>;
  /** Back to waiting until `retryAt`, or failed for good when that is null. */
  release(id: string, retryAt: string | null, fault: string): Promise<void>;
  /** What should have moved on by now, oldest first; `next` is where the following page begins, if there is one. */
  due(now: string, limit: number, from?: DuePlace): Promise<{ readonly due: readonly Due[]; readonly next?: DuePlace }>;
};

/** A place in the list of what is due; its form is the store's own. */
export type DuePlace = Readonly<Record<string, unknown>>;

/** Something whose time has come: an effect, an awaited answer, a lease that ran out, a reminder or an expiry. */
export type Due =
  | { readonly kind: "effect"; readonly id: string }
  | { readonly kind: "answer"; readonly messageId: string; readonly recipientId: string }
  | { readonly kind: "message"; readonly messageId: string }
  | { readonly kind: "deposit"; readonly address: string; readonly messageId: string };
