/** Somebody who reads a shared mailbox beside its owner, signed in under an address and name of their own. */
export type CoReader = {
  /** The shared address; lower case. */
  readonly mailbox: string;
  /** Their own address; lower case. */
  readonly reader: string;
  readonly invitedAt: string;
  /** The address of who invited them, or `administrator`. */
  readonly invitedBy: string;
  /** When they first read something of it. Until then nobody is told whether they have an account. */
  readonly joinedAt?: string;
};

/** Who reads which mailboxes. What ends here ends at the next page: nobody keeps a key of their own. */
export type CoReaderStore = {
  /** False when they read it already. */
  add(coReader: CoReader): Promise<boolean>;
  /** Notes that they have begun to read; a second call changes nothing. */
  join(mailbox: string, reader: string, at: Date): Promise<void>;
  /** False when they did not read it. */
  remove(mailbox: string, reader: string): Promise<boolean>;
  /** Ends all reading of this address's mailbox, and all its reading of others'. */
  forget(address: string): Promise<void>;
  /** Who reads this mailbox beside its owner, in the order of their invitations. */
  of(mailbox: string): Promise<CoReader[]>;
  /** The mailboxes that this address reads beside its own. */
  mailboxesOf(reader: string): Promise<string[]>;
};
