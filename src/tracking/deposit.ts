import { type EncryptionProfile, encryptionProfile } from "../contracts/policies.ts";

/** `dormant`: sealed but nobody was told (the fallback of an enforced clear send). */
export type DepositState = "open" | "dormant" | "suspended" | "recalled" | "expired";

/** What the encryption profile lays down for one deposit. */
export type DepositRules = Pick<
  EncryptionProfile,
  | "replyAllowed"
  | "replyAllAllowed"
  | "composeAllowed"
  | "readReceipts"
  | "activationPasswordTo"
  | "signIn"
  | "language"
  | "reminderDays"
>;

/** A sealed message waiting for one recipient in the Message Pickup Center. Holds no content beyond the subject. */
export type Deposit = {
  /** Mailbox owner's address, lower case. */
  readonly address: string;
  readonly messageId: string;
  readonly recipientId: string;
  /** What stands for the message id in sealed objects and key contexts; a copy sealed later has one of its own. */
  readonly sealId: string;
  readonly state: DepositState;
  readonly subject: string;
  /** True when notices must not show the subject (a match lies in it). */
  readonly subjectHidden: boolean;
  readonly from: string;
  readonly fromName: string;
  readonly sentAt: string;
  readonly receivedAt: string;
  readonly expiresAt: string;
  readonly attachmentCount: number;
  readonly size: number;
  /** When it was first read, by whomever. */
  readonly readAt?: string;
  /** The addresses that have read it: the owner's, and those of co-readers. */
  readonly readBy?: ReadonlySet<string>;
  /** Absent in a deposit that no profile speaks for: then `rulesOf` gives the defaults. */
  readonly rules?: DepositRules;
  /** When the recipient is reminded next, unless the message was read. */
  readonly remindAt?: string;
  /** The recipient deleted it; only they see a difference. */
  readonly removedAt?: string;
  /** The recipient complained about a notice: no more mails about this message. */
  readonly mailStopped?: boolean;
  /** The hour (`2026-11-22T10`) whose mail to the recipient reminds of it, or tells that it expired. */
  readonly remindedIn?: string;
  readonly expiredIn?: string;
};

/** The rules of a deposit, those of the plain profile where it has none. */
export function rulesOf(deposit: Pick<Deposit, "rules">): DepositRules {
  return deposit.rules ?? plainRules;
}

const day = 24 * 60 * 60 * 1000;

/** The first moment after `now` at which who has not read is reminded; null when none is left. */
export function nextReminder(deposit: Pick<Deposit, "rules" | "expiresAt">, now: Date): string | null {
  const expires = Date.parse(deposit.expiresAt);
  const moments = rulesOf(deposit).reminderDays.map((days) => expires - days * day);
  const next = Math.min(...moments.filter((moment) => moment > now.getTime()));
  return Number.isFinite(next) ? new Date(next).toISOString() : null;
}

const plainRules: DepositRules = encryptionProfile.parse({ id: "default" });

/** What of a message was downloaded: the whole as it was sent, all attachments, or one by its number from 1 on. */
export type Downloaded = "message" | "attachments" | `attachment ${number}`;

/** Reads and marks deposits; every method is bound to one mailbox, so another's deposit is simply not found. */
export type DepositStore = {
  /** Newest first; `cursor` is the opaque end of the previous page. */
  list(address: string, page: { limit: number; cursor?: string }): Promise<{ deposits: Deposit[]; cursor?: string }>;
  find(address: string, messageId: string): Promise<Deposit | null>;
  /**
   * Notes the first reading by this person, and of all; a second call changes nothing. `by` names a co-reader in the
   * timeline.
   */
  markRead(deposit: Deposit, reader: { readonly address: string; readonly by?: string }, at: Date): Promise<void>;
  /** Notes, once for each person and thing, that it was downloaded. */
  markDownloaded(
    deposit: Deposit,
    reader: { readonly address: string; readonly by?: string },
    what: Downloaded,
    at: Date,
  ): Promise<void>;
  /** Takes it out of its owner's list and orders their key destroyed; a second call changes nothing. */
  remove(deposit: Deposit, at: Date): Promise<void>;
  /** Writes a timeline entry for this recipient. */
  note(deposit: Deposit, event: "activated" | "replied", at: Date, by?: string): Promise<void>;
};
