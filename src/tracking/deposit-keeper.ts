import type { Deposit } from "./deposit.ts";

/** What time does to deposits. Every change is conditional: it is made once, whoever races, and says whether it was. */
export type DepositKeeper = {
  find(address: string, messageId: string): Promise<Deposit | null>;
  /** Ends a deposit whose time is over, orders its keys destroyed, and has recipient and sender told if it was not read. */
  expire(deposit: Deposit, recipientIds: readonly string[], at: Date): Promise<boolean>;
  /** Looks again at this moment at what is due now; nothing else of it changes. */
  postpone(deposit: Deposit, until: Date): Promise<void>;
  /** Takes the reminder that is due and sets the next; with `tell`, a mail to the recipient is ordered. */
  remind(deposit: Deposit, next: string | null, tell: boolean, at: Date): Promise<boolean>;
  /** No more mails about this message to its recipient, and the sender is told; true once. */
  stopMail(deposit: Deposit, at: Date): Promise<boolean>;
  /** Whether the address has, or had, a sealed message. */
  hasMail(address: string): Promise<boolean>;
  /** Takes today's one answer to mail that nobody reads; a repeat by the same `owner` is given it again. */
  claimAnswer(address: string, owner: string, now: Date): Promise<boolean>;
  /** The deposits that the mail of this hour tells their recipient of. */
  toldIn(address: string, about: "reminder" | "expired", hour: string): Promise<Deposit[]>;
};
