import type { Account } from "./account.ts";
import type { Link } from "./link.ts";

/** Rules of activation links. */
export const activationRules = { days: 7, tries: 5, openPerAddress: 5 } as const;

/** A mailed pair of link and activation password; neither is stored in clear. */
export type Activation = Link & {
  readonly tokenHash: string;
  readonly passwordHash: string;
  readonly createdAt: string;
  readonly expiresAt: string;
};

export type ActivationStore = {
  /** Opens it for its address in one step: with `alone` all others end, else the oldest beyond `keep` end. */
  open(activation: Activation, rule: { alone: boolean; keep: number }): Promise<void>;
  /** With whether it is still among the open ones of its address. */
  find(tokenHash: string): Promise<{ activation: Activation; open: boolean } | null>;
  /** Counts a try of the activation password; null when `max` were used up, else how many remain. */
  countTry(tokenHash: string, max: number): Promise<number | null>;
  /** Ends every activation of the address and stores its first account, if this one is still open: once, whoever races. */
  use(activation: Activation, account: Account): Promise<boolean>;
  /** The same with a new password for the account there is, of which nothing else changes; answers it as it then is. */
  renew(activation: Activation, passwordHash: string, at: Date): Promise<Account | null>;
};
