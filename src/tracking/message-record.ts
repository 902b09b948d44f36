import type { Language } from "../contracts/policies.ts";
import type { DeliveryRecord, ReceiptRecord, WireRecord } from "../contracts/tls-records.ts";

/** Where a message stands: claimed → verdicts and effects fixed, so that it may act → every recipient final. */
export type MessageState = "received" | "acting" | "final";

/** States that end a recipient's story; exactly one is reached. `sealed` may later become `recalled` or `expired`. */
export const finalStates = [
  "sealed",
  "delivered",
  "bounced",
  "discarded",
  "returned",
  "refused",
  "recalled",
  "expired",
] as const;
export type FinalState = (typeof finalStates)[number];

/** `pending`: judged, nothing done; `sent`: given to SES, not yet delivered or bounced; `held`: waits for a person. */
export type RecipientState = "pending" | "sent" | "held" | FinalState;

/** Whether a recipient needs nothing more from the gateway. */
export function isFinal(state: RecipientState): state is FinalState {
  return (finalStates as readonly string[]).includes(state);
}

/** Whether somebody recalled it, or its time was over: nobody may read it any more. */
export function isEnded(state: RecipientState): boolean {
  return state === "recalled" || state === "expired";
}

/** One accepted message. Times are ISO 8601 in UTC; sizes are bytes. */
export type MessageRecord = {
  readonly messageId: string;
  readonly state: MessageState;
  readonly receivedAt: string;
  readonly finalAt?: string;
  /** Return path; empty for the null sender. */
  readonly envelopeFrom: string;
  readonly headerFrom: string;
  readonly headerFromName: string;
  readonly subject: string;
  readonly sentAt: string;
  readonly messageIdHeader: string;
  readonly size: number;
  /** Key of the raw mail in the mail bucket. */
  readonly objectKey: string;
  readonly sourceIp: string;
  /** The name by which the sending server greeted. */
  readonly helo?: string;
  /** Written by a machine: its sender gets no automatic mail. */
  readonly automatic?: boolean;
  /** Version of the policies that judged it; 0 until judged. */
  readonly policyVersion: number;
  /** Why the message was not accepted as ours. */
  readonly refusal?: string;
};

/** One recipient of one message, as tracked. */
export type RecipientRecord = {
  readonly messageId: string;
  readonly recipientId: string;
  readonly address: string;
  readonly state: RecipientState;
  readonly disposition?: "encrypt" | "send" | "discard" | "return" | "hold";
  readonly policyId?: string;
  readonly policyName?: string;
  /** One plain sentence: why this disposition. */
  readonly reason?: string;
  readonly finalAt?: string;
  /** The remote server's answer, or what was refused and why. */
  readonly answer?: string;
  /** Language of mails to the sender about it, where its encryption profile names one. */
  readonly language?: Language;
  /** Set for a recipient whom a policy added; the sender is told nothing of a copy. */
  readonly added?: "copy" | "redirect";
  /** Since when it waits for a reviewer, or did last. */
  readonly heldAt?: string;
  /** What stands for the message in the copy that reviewers open; absent when none could be sealed. */
  readonly reviewId?: string;
  /** A release that a second reviewer has to agree to. */
  readonly proposal?: { readonly by: string; readonly at: string; readonly form: "encrypt" | "send" };
  /** How it came, how it is to leave, and what was seen of the connection when it left. */
  readonly receipt?: ReceiptRecord;
  readonly delivery?: DeliveryRecord;
  readonly wire?: WireRecord;
};

/** What happened to a message or one of its recipients, in order. */
export type TimelineEntry = {
  readonly at: string;
  readonly event:
    | "received"
    | "checked"
    | "sealed"
    | "notified"
    | "notice-bounced"
    | "activated"
    | "read"
    | "downloaded"
    | "replied"
    | "sent"
    | "delivered"
    | "bounced"
    | "complained"
    | "returned"
    | "discarded"
    | "refused"
    | "held"
    | "release-proposed"
    | "released"
    | "tls-failed"
    | "possibly-doubled"
    | "failed"
    | "suspended"
    | "resumed"
    | "extended"
    | "resent"
    | "reminded"
    | "recalled"
    | "expired"
    | "keys-destroyed";
  readonly recipientId?: string;
  readonly detail?: string;
  /** Who did it in the recipient's place: the name and address of a co-reader of a shared mailbox. */
  readonly by?: string;
};
