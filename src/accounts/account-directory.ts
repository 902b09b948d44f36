/** One recipient as administrators see them. `waiting`: an activation is open, and no account is there yet. */
export type ListedAccount = {
  readonly address: string;
  readonly state: "active" | "waiting";
  readonly name: string;
  readonly activatedAt?: string;
  readonly passwordChangedAt?: string;
  readonly language?: string;
  /** A code generator. */
  readonly secondFactor: boolean;
  readonly passkeys: number;
};

/** Lists and ends recipients' accounts, for administrators. */
export type AccountDirectory = {
  /** By address; a page may be short, or empty, while `cursor` is there. `search`: part of the address. */
  list(page: { readonly limit: number; readonly cursor?: string; readonly search?: string }): Promise<{
    readonly accounts: readonly ListedAccount[];
    readonly cursor?: string;
  }>;
  find(address: string): Promise<ListedAccount | null>;
  /** Takes the second factor and all passkeys away; false when there is no account. */
  dropFactors(address: string): Promise<boolean>;
  /** Ends account, passkeys and open activations; false when there was nothing. Mail that waits stays. */
  remove(address: string): Promise<boolean>;
};
