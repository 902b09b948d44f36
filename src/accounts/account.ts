/** A recipient who has activated. */
export type Account = {
  /** Lower case; the key. */
  readonly address: string;
  readonly name: string;
  readonly passwordHash: string;
  readonly activatedAt: string;
  readonly passwordChangedAt: string;
  /** Sessions carry the number they began under; raising it ends them all. */
  readonly epoch: number;
  /** Language of pages and mails; absent: what the browser asks for. */
  readonly language?: string;
  /** IANA name; absent: UTC. */
  readonly timeZone?: string;
};

export type AccountStore = {
  find(address: string): Promise<Account | null>;
};

/** Whether the address has an account; it then gets links to sign in instead of activation mails. */
export async function isActivated(accounts: AccountStore, address: string): Promise<boolean> {
  return (await accounts.find(address.toLowerCase())) !== null;
}
