import type { Effect } from "../../tracking/outbox.ts";

/** `reply` to the sender, `reply-all` to everybody the message names, `new` to company addresses of one's choice. */
export type LetterKind = "reply" | "reply-all" | "new";

/** `draft`: being written; `queued`: to be delivered; `sent`: handed over; `failed`: it came back, or was never taken. */
export type LetterState = "draft" | "queued" | "sent" | "failed";

/** An attachment that arrives in parts; `arrived` holds the bytes of each part by its number. */
export type LetterFile = {
  readonly name: string;
  readonly type: string;
  readonly size: number;
  readonly arrived: Readonly<Record<string, number>>;
};

/** Stands for "about no message" where a letter answers none. */
export const newLetter = "new";

/** Something a recipient writes to the company. Its text and attachments are sealed under a key of its own. */
export type Letter = {
  /** Who writes it; lower case. */
  readonly address: string;
  readonly letterId: string;
  /** The message it answers, or `new`. */
  readonly about: string;
  readonly kind: LetterKind;
  readonly state: LetterState;
  readonly createdAt: string;
  readonly changedAt: string;
  /** Name of the sealed part that holds the text; absent until something was written. */
  readonly textPart?: string;
  readonly subject: string;
  /** Company addresses that get it by mail. */
  readonly to: readonly string[];
  /** Others, who get it sealed. */
  readonly outsiders: readonly string[];
  readonly files: Readonly<Record<string, LetterFile>>;
  /** Bytes of all attachments as they were announced. */
  readonly announced: number;
  readonly authorName?: string;
  /** The shared mailbox in whose name it is written, where that is not the author's own. */
  readonly mailbox?: string;
  readonly inReplyTo?: string;
  readonly references?: string;
  readonly sentAt?: string;
  readonly expiresAt?: string;
  /** Why it was not delivered, in the words of who refused it. */
  readonly failure?: string;
};

/** What is settled when a letter is sent. */
export type Sending = Required<Pick<Letter, "kind" | "subject" | "to" | "outsiders" | "authorName" | "sentAt">> &
  Required<Pick<Letter, "expiresAt">> &
  Pick<Letter, "inReplyTo" | "references" | "mailbox">;

/** Letters by their author: another's letter is simply not found. All changes are conditional. */
export type LetterStore = {
  find(address: string, letterId: string): Promise<Letter | null>;
  /** The draft about this message, if one is being written. */
  draft(address: string, about: string): Promise<Letter | null>;
  /** Stores a new draft as the one about its message; false when there is one already. */
  begin(letter: Letter): Promise<boolean>;
  /** False when it is no draft any more. */
  write(
    letter: Letter,
    change: Partial<Pick<Letter, "kind" | "subject" | "to" | "textPart">>,
    at: Date,
  ): Promise<boolean>;
  /** Announces a file; false when it would be too much, is announced already, or the letter is no draft. */
  announce(letter: Letter, fileId: string, file: LetterFile, most: { bytes: number; files: number }): Promise<boolean>;
  arrived(letter: Letter, fileId: string, part: number, bytes: number): Promise<boolean>;
  remove(letter: Letter, fileId: string): Promise<void>;
  /** Turns the draft into a queued letter with the effect that sends it, as one; false when it was sent already. */
  queue(letter: Letter, sending: Sending, effect: Effect): Promise<boolean>;
  /** Notes what became of a queued letter; with an effect, that is queued in the same step. False when it was settled so before. */
  settle(letter: Letter, state: "sent" | "failed", more: { failure?: string; effect?: Effect }): Promise<boolean>;
  /** Sent ones, newest first. */
  list(address: string, page: { limit: number; cursor?: string }): Promise<{ letters: Letter[]; cursor?: string }>;
};
