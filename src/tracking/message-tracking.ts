import type { MessageRecord, RecipientRecord, TimelineEntry } from "./message-record.ts";

/** One row of message tracking. */
export type TrackedMessage = {
  readonly message: MessageRecord;
  /** The first ten recipients at most. */
  readonly recipients: readonly RecipientRecord[];
  /** True when the message has recipients that `recipients` does not hold. */
  readonly moreRecipients: boolean;
};

/** One page of message tracking, newest first; it may be short, or empty, while `cursor` is set. */
export type TrackedPage = {
  readonly messages: readonly TrackedMessage[];
  /** Opaque end of this page; absent when nothing older is kept. */
  readonly cursor?: string;
};

/** Everything the ledger knows of one message. */
export type TrackedMessageDetail = {
  readonly message: MessageRecord;
  readonly recipients: readonly RecipientRecord[];
  /** Oldest first. */
  readonly timeline: readonly TimelineEntry[];
  /** The stored judgement, as JSON was read; null until judged. Parsed by its reader. */
  readonly judgement: unknown;
};

/** What to look for; a message is found when one of its recipients fulfils all of it. Words in any case. */
export type TrackingFilter = {
  /** ISO 8601: not before, and before. */
  readonly from?: string;
  readonly until?: string;
  /** Part of an address. */
  readonly sender?: string;
  readonly recipient?: string;
  /** Part of the subject. */
  readonly subject?: string;
  readonly disposition?: NonNullable<RecipientRecord["disposition"]>;
  /** Id of the policy that decided. */
  readonly policy?: string;
  readonly state?: RecipientRecord["state"];
};

/** Reads the ledger for the Administrative Console; it never writes. */
export type MessageTracking = {
  /** `limit` is at most 100; a cursor that was not issued here is refused with `SealgateError("cursor", 400)`. */
  list(page: { readonly limit: number; readonly cursor?: string }): Promise<TrackedPage>;
  /** The same for what fulfils the filter. */
  search(filter: TrackingFilter, page: { readonly limit: number; readonly cursor?: string }): Promise<TrackedPage>;
  find(messageId: string): Promise<TrackedMessageDetail | null>;
};
