import type { MessageRecord, RecipientRecord } from "./message-record.ts";

/** Days that held mail waits for a reviewer; then it goes back to its sender. */
export const heldDays = 5;

/** Until when mail that is held from `at` on waits. */
export function heldUntil(at: string): string {
  return new Date(Date.parse(at) + heldDays * 24 * 60 * 60 * 1000).toISOString();
}

/** One recipient's copy that waits for a reviewer. */
export type HeldCopy = {
  readonly message: MessageRecord;
  readonly recipient: RecipientRecord & { readonly heldAt: string };
};

/** How held mail may leave. */
export type ReleaseForm = "encrypt" | "send";

/** Finds held mail. What becomes of it is the ledger's to write. */
export type HeldMail = {
  /** Longest waiting first. */
  list(page: { readonly limit: number; readonly cursor?: string }): Promise<{
    readonly held: readonly HeldCopy[];
    readonly cursor?: string;
  }>;
  /** Null unless it is held now. */
  find(messageId: string, recipientId: string): Promise<HeldCopy | null>;
  /** Keeps who wants it released, for a second person to agree; false when it is not held any more. */
  propose(copy: HeldCopy, proposal: NonNullable<RecipientRecord["proposal"]>): Promise<boolean>;
  /** Lets a message act that nobody ever judged; false while somebody works on it. */
  letAct(message: MessageRecord, now: string): Promise<boolean>;
};
